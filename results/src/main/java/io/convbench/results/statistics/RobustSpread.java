package io.convbench.results.statistics;

import java.util.Arrays;
import java.util.List;

/**
 * The middle and the spread of values of which some may be far off: the median and the median
 * absolute deviation from it (F. R. Hampel 1974, "The influence curve and its role in robust
 * estimation", Journal of the American Statistical Association 69, 383-393).
 *
 * @param median of the values
 * @param deviation the median absolute deviation, scaled to the standard deviation of a normal
 *     distribution; in the values' unit
 * @param count of the values
 */
public record RobustSpread(double median, double deviation, int count) {

  /** From the median absolute deviation of a normal distribution to its standard deviation. */
  public static final double TO_DEVIATION = 1.4826;

  /** Variance of a median over that of a mean, of a normal distribution. */
  public static final double OF_MEDIAN = Math.PI / 2;

  /** Deviations from the median beyond which a value is far off: of normal ones, 3 in 1000. */
  private static final double FAR = 3;

  /**
   * Of these values.
   *
   * @throws IllegalArgumentException when there is none
   */
  public static RobustSpread of(double... values) {
    double median = medianOf(values);
    double[] distances = Arrays.stream(values).map(value -> Math.abs(value - median)).toArray();
    return new RobustSpread(median, TO_DEVIATION * medianOf(distances), values.length);
  }

  /** Of these values. */
  public static RobustSpread of(List<Double> values) {
    return of(values.stream().mapToDouble(Double::doubleValue).toArray());
  }

  /**
   * The middle value, of an even number the mean of the two in the middle.
   *
   * @throws IllegalArgumentException when there is none
   */
  public static double medianOf(double... values) {
    if (values.length == 0) {
      throw new IllegalArgumentException("no value has no median");
    }
    double[] sorted = values.clone();
    Arrays.sort(sorted);
    return (sorted[(sorted.length - 1) / 2] + sorted[sorted.length / 2]) / 2;
  }

  /**
   * The same values, of which none is farther than three deviations from the median: one that is
   * counts as just so far (P. J. Huber 1964, "Robust estimation of a location parameter", The
   * Annals of Mathematical Statistics 35, 73-101). All stay as they are where more than half are
   * equal.
   *
   * @throws IllegalArgumentException when there is none
   */
  public static double[] winsorised(double... values) {
    RobustSpread all = of(values);
    double most = all.deviation() == 0 ? Double.POSITIVE_INFINITY : FAR * all.deviation();
    return Arrays.stream(values)
        .map(value -> Math.max(all.median() - most, Math.min(all.median() + most, value)))
        .toArray();
  }

  /** Variance of the median from one such set of values to the next. */
  public double medianVariance() {
    return OF_MEDIAN * deviation * deviation / count;
  }
}
