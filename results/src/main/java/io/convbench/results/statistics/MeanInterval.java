package io.convbench.results.statistics;

import java.util.Arrays;
import org.apache.commons.statistics.distribution.TDistribution;

/**
 * The mean of a few values with its 95 % interval by Student's t distribution (W. S. Gosset 1908,
 * "The probable error of a mean", Biometrika 6, 1-25), and their range.
 *
 * @param mean of the values
 * @param low lower end of the interval; of one value -infinity
 * @param high upper end; of one value infinity
 * @param least the smallest value
 * @param most the largest value
 */
public record MeanInterval(double mean, double low, double high, double least, double most) {

  private static final double UPPER = 0.975;

  /**
   * Of these values.
   *
   * @throws IllegalArgumentException when there is none
   */
  public static MeanInterval of(double... values) {
    if (values.length == 0) {
      throw new IllegalArgumentException("no value has no mean");
    }
    double mean = Arrays.stream(values).average().orElseThrow();
    double half = Double.POSITIVE_INFINITY;
    if (values.length > 1) {
      double squares = Arrays.stream(values).map(x -> (x - mean) * (x - mean)).sum();
      double error = Math.sqrt(squares / (values.length - 1) / values.length);
      half = TDistribution.of(values.length - 1).inverseCumulativeProbability(UPPER) * error;
    }
    double least = Arrays.stream(values).min().orElseThrow();
    double most = Arrays.stream(values).max().orElseThrow();
    return new MeanInterval(mean, mean - half, mean + half, least, most);
  }
}
