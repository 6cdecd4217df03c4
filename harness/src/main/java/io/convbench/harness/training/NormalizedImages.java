package io.convbench.harness.training;

import io.convbench.datasets.prepared.PreparedCrops;
import java.io.IOException;
import java.nio.FloatBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;

/**
 * Small crops in memory, float32 (side, side, 3), row-major; each channel less its mean and divided
 * by its standard deviation over the images that are learned from, so that 0 is the mean colour.
 */
public final class NormalizedImages implements TrainingImages {

  /** He et al. 2015, section 4.2, shift images of 32 pixels by up to 4. */
  private static final int SIDES_OF_SHIFT = 8;

  private final int side;
  private final List<float[]> images;
  private final int[] classes;

  private NormalizedImages(int side, List<float[]> images, int[] classes) {
    this.side = side;
    this.images = List.copyOf(images);
    this.classes = classes.clone();
  }

  /**
   * Reads crops.
   *
   * @param chosen places in the prepared set
   * @param learned places of those whose colours are the measure
   * @throws IOException when crops are damaged
   */
  public static NormalizedImages of(
      PreparedCrops crops, List<Integer> chosen, List<Integer> learned) throws IOException {
    double[] sums = new double[CHANNELS];
    double[] squares = new double[CHANNELS];
    long pixels = 0;
    byte[] rgb = new byte[crops.shape().imageBytes()];
    for (int image : learned) {
      crops.read(image, rgb);
      for (int i = 0; i < rgb.length; i++) {
        int value = rgb[i] & 0xFF;
        sums[i % CHANNELS] += value;
        squares[i % CHANNELS] += (double) value * value;
      }
      pixels += rgb.length / CHANNELS;
    }
    float[] mean = new float[CHANNELS];
    float[] deviation = new float[CHANNELS];
    for (int channel = 0; channel < CHANNELS; channel++) {
      double average = sums[channel] / pixels;
      mean[channel] = (float) average;
      // Of one value alone there is none to divide by.
      deviation[channel] =
          (float) Math.max(1, Math.sqrt(squares[channel] / pixels - average * average));
    }
    List<float[]> images = new ArrayList<>();
    int[] classes = new int[chosen.size()];
    for (int i = 0; i < classes.length; i++) {
      crops.read(chosen.get(i), rgb);
      float[] values = new float[rgb.length];
      for (int at = 0; at < rgb.length; at++) {
        int channel = at % CHANNELS;
        values[at] = ((rgb[at] & 0xFF) - mean[channel]) / deviation[channel];
      }
      images.add(values);
      classes[i] = crops.images().get(chosen.get(i)).classIndex();
    }
    return new NormalizedImages(crops.shape().side(), images, classes);
  }

  @Override
  public int size() {
    return classes.length;
  }

  @Override
  public int side() {
    return side;
  }

  @Override
  public int classOf(int image) {
    return classes[image];
  }

  @Override
  public void put(int image, FloatBuffer batch) {
    batch.put(images.get(image));
  }

  /**
   * Mirrored by chance and shifted by chance by up to an eighth of its side either way; what comes
   * into sight is of the mean colour.
   */
  @Override
  public void putVaried(int image, SplittableRandom chance, FloatBuffer batch) {
    int most = side / SIDES_OF_SHIFT;
    boolean mirrored = chance.nextBoolean();
    int down = chance.nextInt(-most, most + 1);
    int right = chance.nextInt(-most, most + 1);
    float[] values = images.get(image);
    for (int row = 0; row < side; row++) {
      for (int column = 0; column < side; column++) {
        int fromRow = row + down;
        int fromColumn = (mirrored ? side - 1 - column : column) + right;
        boolean inside = 0 <= fromRow && fromRow < side && 0 <= fromColumn && fromColumn < side;
        int from = (fromRow * side + fromColumn) * CHANNELS;
        for (int channel = 0; channel < CHANNELS; channel++) {
          batch.put(inside ? values[from + channel] : 0);
        }
      }
    }
  }
}
