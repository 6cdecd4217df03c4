package io.convbench.harness.transfer;

import java.util.Arrays;

/**
 * Mean log loss of some examples.
 *
 * @param mean natural logarithm
 * @param standardError of the mean; 0 of a single example, which says nothing of it
 */
public record LogLoss(double mean, double standardError) {

  /**
   * @param losses of each example, at least one
   */
  public static LogLoss of(double[] losses) {
    double mean = Arrays.stream(losses).average().orElseThrow();
    double squares = Arrays.stream(losses).map(loss -> (loss - mean) * (loss - mean)).sum();
    return new LogLoss(
        mean, losses.length < 2 ? 0 : Math.sqrt(squares / (losses.length - 1) / losses.length));
  }
}
