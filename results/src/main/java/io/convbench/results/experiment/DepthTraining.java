package io.convbench.results.experiment;

import io.convbench.results.Row;
import io.convbench.results.trust.Verdict;
import java.util.List;

/**
 * What the training of one network showed.
 *
 * @param residual whether shortcuts lead around each pair of layers; else one follows the other
 * @param depth layers with weights
 * @param seed of weights, order and variation of the images
 * @param epochs in their order
 * @param gradients of the convolutions, from the image on
 * @param seconds that it took
 * @param timing the row of that time: what disturbed it, and its verdict; empty where an older
 *     version trained
 */
public record DepthTraining(
    boolean residual,
    int depth,
    long seed,
    List<Epoch> epochs,
    List<LayerGradient> gradients,
    double seconds,
    Row timing) {

  /** The last epochs, whose mean is the result, are one in so many. */
  private static final int LAST = 10;

  /**
   * An epoch.
   *
   * @param loss mean cross entropy of the batches as they were learned from
   * @param trainingError share of their images, varied, that were classified wrongly
   * @param testError share of the images held out that were, after the epoch
   */
  public record Epoch(double loss, double trainingError, double testError) {

    /**
     * @throws IllegalArgumentException when an error is not a fraction
     */
    public Epoch {
      if (!(trainingError >= 0 && trainingError <= 1 && testError >= 0 && testError <= 1)) {
        throw new IllegalArgumentException(
            "errors %s and %s: fractions expected".formatted(trainingError, testError));
      }
    }
  }

  /**
   * How large the loss's gradients by a convolution's weights were.
   *
   * @param layer its name
   * @param first mean Euclidean norm in the first epoch
   * @param last that in the last one
   */
  public record LayerGradient(String layer, double first, double last) {}

  /**
   * @throws IllegalArgumentException when there is no epoch
   */
  public DepthTraining {
    if (epochs.isEmpty()) {
      throw new IllegalArgumentException("%s has no epoch".formatted(depth));
    }
    epochs = List.copyOf(epochs);
    gradients = List.copyOf(gradients);
  }

  /** {@code plain} or {@code residual}. */
  public static String word(boolean residual) {
    return residual ? "residual" : "plain";
  }

  /** E.g. {@code plain-20-seed-1}. */
  public String name() {
    return "%s-%s-seed-%s".formatted(word(residual), depth, seed);
  }

  /** How far its seconds can be trusted; what disturbs a training does not change its errors. */
  public Verdict verdict() {
    return Verdict.of(timing);
  }

  /** Mean training error of the last tenth of the epochs. */
  public double trainingError() {
    return last().stream().mapToDouble(Epoch::trainingError).average().orElseThrow();
  }

  /** Mean test error of the last tenth of the epochs. */
  public double testError() {
    return last().stream().mapToDouble(Epoch::testError).average().orElseThrow();
  }

  private List<Epoch> last() {
    int count = Math.max(1, epochs.size() / LAST);
    return epochs.subList(epochs.size() - count, epochs.size());
  }
}
