package io.convbench.harness.training;

import io.convbench.datasets.prepared.PreparedCrops;
import io.convbench.suites.architecture.Preprocessing;
import java.io.IOException;
import java.nio.FloatBuffer;
import java.util.SplittableRandom;

/**
 * Prepared crops as a trained network reads them. Varied ones are a part of the picture, a square
 * of four fifths of its side or more at a place of chance, brought to its size, and mirrored by
 * chance.
 */
public final class LabeledCrops implements TrainingImages {

  private static final double SMALLEST_PART = 0.8;

  private final PreparedCrops crops;
  private final Preprocessing preprocessing;
  private final int[] places;
  private final byte[] rgb;
  private final byte[] varied;

  /**
   * @param places of the images in the prepared set, none of them without crops
   */
  public LabeledCrops(PreparedCrops crops, Preprocessing preprocessing, int[] places) {
    this.crops = crops;
    this.preprocessing = preprocessing;
    this.places = places.clone();
    this.rgb = new byte[crops.shape().imageBytes()];
    this.varied = new byte[rgb.length];
  }

  @Override
  public int size() {
    return places.length;
  }

  @Override
  public int side() {
    return crops.shape().side();
  }

  @Override
  public int classOf(int image) {
    return crops.images().get(places[image]).classIndex();
  }

  @Override
  public void put(int image, FloatBuffer batch) throws IOException {
    crops.read(places[image], rgb);
    preprocessing.apply(rgb, batch);
  }

  @Override
  public void putVaried(int image, SplittableRandom chance, FloatBuffer batch) throws IOException {
    crops.read(places[image], rgb);
    int side = side();
    double part = SMALLEST_PART + (1 - SMALLEST_PART) * chance.nextDouble();
    double top = (1 - part) * side * chance.nextDouble();
    double left = (1 - part) * side * chance.nextDouble();
    zoom(rgb, side, part, top, left, chance.nextBoolean(), varied);
    preprocessing.apply(varied, batch);
  }

  /**
   * Brings a square part of a square picture to the picture's size, by bilinear interpolation
   * between the centres of pixels.
   *
   * @param rgb uint8 (side, side, 3)
   * @param part the square's side, as a fraction of the picture's
   * @param top its first row, in pixels
   * @param left its first column, in pixels
   * @param mirrored left and right change places
   * @param zoomed receives uint8 (side, side, 3)
   */
  static void zoom(
      byte[] rgb, int side, double part, double top, double left, boolean mirrored, byte[] zoomed) {
    for (int row = 0; row < side; row++) {
      double y = within(top + (row + 0.5) * part - 0.5, side);
      int above = (int) y;
      int below = Math.min(above + 1, side - 1);
      for (int column = 0; column < side; column++) {
        double x = within(left + (column + 0.5) * part - 0.5, side);
        int before = (int) x;
        int behind = Math.min(before + 1, side - 1);
        int to = (row * side + (mirrored ? side - 1 - column : column)) * CHANNELS;
        for (int channel = 0; channel < CHANNELS; channel++) {
          double upper = between(rgb, above * side, before, behind, x - before, channel);
          double lower = between(rgb, below * side, before, behind, x - before, channel);
          zoomed[to + channel] = (byte) Math.round(upper + (lower - upper) * (y - above));
        }
      }
    }
  }

  private static double within(double place, int side) {
    return Math.min(Math.max(place, 0), side - 1);
  }

  private static double between(
      byte[] rgb, int row, int before, int behind, double share, int channel) {
    int first = rgb[(row + before) * CHANNELS + channel] & 0xFF;
    int second = rgb[(row + behind) * CHANNELS + channel] & 0xFF;
    return first + (second - first) * share;
  }
}
