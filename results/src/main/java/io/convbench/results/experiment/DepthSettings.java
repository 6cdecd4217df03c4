package io.convbench.results.experiment;

import io.convbench.foundation.input.InvalidInputException;
import java.util.List;

/**
 * All that decides what networks of different depth are compared by: the same settings give the
 * same trainings.
 *
 * @param dataset name of the folder
 * @param datasetSha256 over labels, file names and contents
 * @param classes their names
 * @param trainImages images that are learned from
 * @param testImages images held out
 * @param side rows and columns of the crops in pixels
 * @param width filters of the networks' first stage
 * @param depths layers with weights, in ascending order
 * @param seeds of weights, order and variation of the images
 * @param epochs how often each image is learned from
 * @param batch images in a step; an epoch's last ones that fill none are left out
 * @param learningRate until half of the epochs; a tenth of it until three quarters, then a
 *     hundredth
 * @param momentum of the gradient descent
 * @param decay of weights
 * @param varied whether images are mirrored and shifted by chance
 * @param engine with its version
 */
public record DepthSettings(
    String dataset,
    String datasetSha256,
    List<String> classes,
    int trainImages,
    int testImages,
    int side,
    int width,
    List<Integer> depths,
    List<Long> seeds,
    int epochs,
    int batch,
    double learningRate,
    double momentum,
    double decay,
    boolean varied,
    String engine) {

  /** Below it, two halvings of the resolution leave less than a window. */
  private static final int SMALLEST_SIDE = 8;

  private static final int LARGEST_SIDE = 128;
  private static final int LARGEST_BATCH = 4096;
  private static final int MOST_EPOCHS = 10_000;

  /**
   * @throws InvalidInputException when a setting is out of its range
   */
  public DepthSettings {
    classes = List.copyOf(classes);
    depths = depths.stream().distinct().sorted().toList();
    seeds = seeds.stream().distinct().toList();
    requireOptions(depths, seeds, side, epochs, batch, learningRate);
    if (trainImages < 1 || testImages < 1) {
      throw new InvalidInputException(
          "%s has %s images to learn from and %s held out that can be decoded: add images"
              .formatted(dataset, trainImages, testImages));
    }
    if (batch > trainImages) {
      throw new InvalidInputException(
          "--batch %s: %s has %s images to learn from, use fewer"
              .formatted(batch, dataset, trainImages));
    }
  }

  /**
   * Checks what can be known before any image is decoded.
   *
   * @throws InvalidInputException when an option is out of its range, naming it
   */
  public static void requireOptions(
      List<Integer> depths,
      List<Long> seeds,
      int side,
      int epochs,
      int batch,
      double learningRate) {
    if (depths.stream().distinct().count() < 2) {
      throw new InvalidInputException(
          "--depths %s: name two or more, as 8,20,32,56".formatted(depths));
    }
    if (seeds.isEmpty()) {
      throw new InvalidInputException("--seeds: name one or more, as 1,2,3");
    }
    require(side >= SMALLEST_SIDE && side <= LARGEST_SIDE, "--side", side, "8 to 128 pixels");
    require(epochs >= 1 && epochs <= MOST_EPOCHS, "--epochs", epochs, "1 to 10000");
    require(batch >= 2 && batch <= LARGEST_BATCH, "--batch", batch, "2 to 4096 images");
    require(learningRate > 0 && learningRate < 10, "--rate", learningRate, "above 0 and below 10");
  }

  private static void require(boolean holds, String option, Object value, String range) {
    if (!holds) {
      throw new InvalidInputException("%s %s: use %s".formatted(option, value, range));
    }
  }

  /** The learning rate of an epoch, from 0; the paper divides by ten at half and three quarters. */
  public double rate(int epoch) {
    if (2 * epoch < epochs) {
      return learningRate;
    }
    return 4 * epoch < 3 * epochs ? learningRate / 10 : learningRate / 100;
  }

  /** How many networks are trained. */
  public int trainings() {
    return 2 * depths.size() * seeds.size();
  }
}
