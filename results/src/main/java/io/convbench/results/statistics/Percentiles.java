package io.convbench.results.statistics;

import java.util.Arrays;

/**
 * Percentiles of a sample by linear interpolation between order statistics: of n sorted values x(0)
 * to x(n-1) the percentile p lies at index p / 100 (n - 1). This is type 7 of R. J. Hyndman and Y.
 * Fan 1996, "Sample quantiles in statistical packages", The American Statistician 50, 361-365, and
 * the default of NumPy and R.
 */
public final class Percentiles {

  private final double[] sorted;

  private Percentiles(double[] sorted) {
    this.sorted = sorted;
  }

  /**
   * The percentiles of these values, in any order.
   *
   * @throws IllegalArgumentException when there is no value, or one is not finite
   */
  public static Percentiles of(double[] values) {
    if (values.length == 0) {
      throw new IllegalArgumentException("no values: percentiles need at least one");
    }
    double[] sorted = values.clone();
    Arrays.sort(sorted);
    // Sorting puts negative infinity first, positive infinity and NaN last.
    if (!Double.isFinite(sorted[0]) || !Double.isFinite(sorted[sorted.length - 1])) {
      throw new IllegalArgumentException(
          "values from %s to %s: every value must be finite"
              .formatted(sorted[0], sorted[sorted.length - 1]));
    }
    return new Percentiles(sorted);
  }

  /**
   * One percentile, in the values' unit.
   *
   * @param percent 0 (the least value) to 100 (the greatest)
   * @throws IllegalArgumentException when it is outside
   */
  public double at(double percent) {
    if (!(percent >= 0 && percent <= 100)) {
      throw new IllegalArgumentException(
          "percentile %s is not between 0 and 100".formatted(percent));
    }
    double index = percent / 100 * (sorted.length - 1);
    int below = (int) index;
    int above = Math.min(below + 1, sorted.length - 1);
    return sorted[below] + (index - below) * (sorted[above] - sorted[below]);
  }
}
