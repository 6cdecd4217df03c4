package io.convbench.results.statistics;

import java.util.ArrayList;
import java.util.List;

/**
 * How well a classifier's confidence agrees with how often it is right, over bins of equal width:
 * C. Guo et al. 2017, "On calibration of modern neural networks", ICML, arXiv:1706.04599, section
 * 2. The bins are the bars of its reliability diagram.
 *
 * @param bins from confidence 0 to 1, empty ones too
 */
public record Calibration(List<Bin> bins) {

  /** The number of bins in the paper. */
  public static final int BINS = 15;

  public Calibration {
    bins = List.copyOf(bins);
  }

  /**
   * The images of confidence above {@code low} up to and with {@code high}; 0 itself is in the
   * first bin.
   *
   * @param low lower end of the bin, a fraction
   * @param high upper end of the bin, a fraction
   * @param images how many
   * @param hits those predicted right
   * @param meanConfidence mean probability of the class ranked first; 0 in an empty bin
   */
  public record Bin(double low, double high, long images, long hits, double meanConfidence) {

    /** Share predicted right; 0 in an empty bin. */
    public double accuracy() {
      return images == 0 ? 0 : (double) hits / images;
    }

    /** Distance between confidence and accuracy, a fraction. */
    public double gap() {
      return Math.abs(accuracy() - meanConfidence);
    }
  }

  /**
   * Sorts images into bins.
   *
   * @param confidences probability of the class ranked first, per image
   * @param hits whether that class is right, per image
   * @param binCount number of bins, as a rule {@link #BINS}
   * @throws IllegalArgumentException when there is no image or bin, the lists are of different
   *     lengths or a confidence is outside 0 to 1
   */
  public static Calibration of(double[] confidences, boolean[] hits, int binCount) {
    if (confidences.length == 0 || confidences.length != hits.length || binCount < 1) {
      throw new IllegalArgumentException(
          "%s confidences and %s outcomes in %s bins: give one of each per image"
              .formatted(confidences.length, hits.length, binCount));
    }
    long[] images = new long[binCount];
    long[] right = new long[binCount];
    double[] sums = new double[binCount];
    for (int i = 0; i < confidences.length; i++) {
      int bin = bin(confidences[i], binCount);
      images[bin]++;
      right[bin] += hits[i] ? 1 : 0;
      sums[bin] += confidences[i];
    }
    List<Bin> bins = new ArrayList<>();
    for (int i = 0; i < binCount; i++) {
      double mean = images[i] == 0 ? 0 : sums[i] / images[i];
      bins.add(
          new Bin((double) i / binCount, (double) (i + 1) / binCount, images[i], right[i], mean));
    }
    return new Calibration(bins);
  }

  /**
   * Expected calibration error: the bins' gaps, weighted by their images; 0 is perfect. A fraction.
   */
  public double expectedError() {
    double weighted = bins.stream().mapToDouble(bin -> bin.images() * bin.gap()).sum();
    return weighted / bins.stream().mapToLong(Bin::images).sum();
  }

  private static int bin(double confidence, int binCount) {
    if (!(confidence >= 0 && confidence <= 1)) {
      throw new IllegalArgumentException(
          "confidence %s: a probability is between 0 and 1".formatted(confidence));
    }
    return Math.max(0, (int) Math.ceil(confidence * binCount) - 1);
  }
}
