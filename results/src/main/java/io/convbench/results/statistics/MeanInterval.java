package io.convbench.results.statistics;

import java.util.Arrays;
import org.apache.commons.statistics.distribution.TDistribution;

/**
 * The interval of a mean by Student's t: mean &plusmn; t(n - 1) s / &radic;n with s the sample's
 * standard deviation (divisor n - 1). "Student" 1908, "The probable error of a mean", Biometrika 6,
 * 1-25. It holds for independent values; autocorrelated ones have a wider one.
 *
 * @param low lower end, in the values' unit
 * @param high upper end
 * @param estimate the mean
 */
public record MeanInterval(double low, double high, double estimate) {

  /**
   * @throws IllegalArgumentException unless low &le; estimate &le; high, all finite
   */
  public MeanInterval {
    if (!(low <= estimate && estimate <= high) || !Double.isFinite(high - low)) {
      throw new IllegalArgumentException(
          "an interval from %s to %s around %s".formatted(low, high, estimate));
    }
  }

  /**
   * The interval of the values' mean.
   *
   * @param confidence e.g. 0.95
   * @throws IllegalArgumentException when there are fewer than two values, one is not finite, or
   *     the confidence is not between 0 and 1
   */
  public static MeanInterval of(double[] values, double confidence) {
    double mean = Arrays.stream(values).average().orElse(0);
    double squares = Arrays.stream(values).map(value -> (value - mean) * (value - mean)).sum();
    double deviation = Math.sqrt(squares / Math.max(1, values.length - 1));
    return of(mean, deviation, values.length, confidence);
  }

  /**
   * The interval of a mean whose values are summed up already.
   *
   * @param deviation the sample's standard deviation, divisor count - 1
   * @throws IllegalArgumentException when there are fewer than two values, mean or deviation are
   *     not finite, the deviation is negative, or the confidence is not between 0 and 1
   */
  public static MeanInterval of(double mean, double deviation, long count, double confidence) {
    if (count < 2) {
      throw new IllegalArgumentException(
          "the interval of a mean needs two values or more, there are " + count);
    }
    if (!Double.isFinite(mean) || !Double.isFinite(deviation) || deviation < 0) {
      throw new IllegalArgumentException(
          "mean %s with standard deviation %s: every value must be finite"
              .formatted(mean, deviation));
    }
    double t =
        TDistribution.of(count - 1.0)
            .inverseSurvivalProbability((1 - Confidence.checked(confidence)) / 2);
    double half = t * deviation / Math.sqrt(count);
    return new MeanInterval(mean - half, mean + half, mean);
  }
}
