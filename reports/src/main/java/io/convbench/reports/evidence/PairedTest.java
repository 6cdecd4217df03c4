package io.convbench.reports.evidence;

import io.convbench.results.ImagePredictions;
import io.convbench.results.statistics.McNemar;

/**
 * Whether of two architectures over the same images one is better.
 *
 * @param better the one that is right more often on the images that both scored
 * @param worse the other
 * @param images those images
 * @param test with the better one first
 * @param correctedP Holm's, over all pairs of the ranking
 */
public record PairedTest(String better, String worse, int images, McNemar test, double correctedP) {

  /** Differences of a corrected p-value below it count as real. */
  public static final double LEVEL = 0.05;

  /** True when so large a difference is not an accident of which images were chosen. */
  public boolean real() {
    return correctedP < LEVEL;
  }

  /** By how much the better one is better, a fraction of the images. */
  public double difference() {
    return (double) (test.onlyFirst() - test.onlySecond()) / images;
  }

  /** True when it is of these two, in either order. */
  public boolean isOf(String one, String other) {
    return (better.equals(one) && worse.equals(other))
        || (better.equals(other) && worse.equals(one));
  }

  /** Tests two, as yet without correction. */
  static PairedTest of(MeasuredAccuracy one, MeasuredAccuracy other) {
    ImagePredictions first = one.predictions().orElseThrow();
    ImagePredictions second = other.predictions().orElseThrow();
    first = first.among(second);
    second = second.among(first);
    McNemar test = first.mcNemar(second);
    return test.onlyFirst() >= test.onlySecond()
        ? new PairedTest(
            one.architecture(), other.architecture(), first.size(), test, test.pValue())
        : new PairedTest(
            other.architecture(),
            one.architecture(),
            first.size(),
            new McNemar(test.onlySecond(), test.onlyFirst(), test.pValue()),
            test.pValue());
  }

  PairedTest corrected(double p) {
    return new PairedTest(better, worse, images, test, p);
  }
}
