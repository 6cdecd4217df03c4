package io.convbench.results.statistics;

import io.convbench.results.statistics.ModeratedVariance.Sample;
import java.util.Arrays;
import java.util.Optional;

/**
 * Whether the newest values of a series are another level than those before: of all places where it
 * can be split, the one at which Student's t is largest (D. M. Hawkins 1977, "Testing a sequence of
 * observations for a shift in location", Journal of the American Statistical Association 72,
 * 180-186). That is the likelihood ratio of one change of a normal mean. It finds a change at its
 * first value and creep when it has added up. The variance is moderated by that of other series.
 *
 * @param index of the first value of the new level
 * @param before mean of the values before
 * @param after mean of the new level's
 * @param pValue of the t-test between both, two-sided, as if the place had been known
 */
public record NewestLevel(int index, double before, double after, double pValue) {

  /**
   * The most probable place of a change; empty where there are too few values.
   *
   * @param fewest values that a level needs before a change from it can be told
   * @param all what other series say of the variance
   * @throws IllegalArgumentException when a level needs no value
   */
  public static Optional<NewestLevel> of(double[] values, int fewest, ModeratedVariance all) {
    if (fewest < 1) {
      throw new IllegalArgumentException("a level of %s values".formatted(fewest));
    }
    int count = values.length;
    if (count < 3) {
      return Optional.empty();
    }
    double mean = mean(values);
    double sum = 0;
    double most = -1;
    int at = -1;
    for (int split = 1; split < count; split++) {
      sum += values[split - 1] - mean;
      // Of the squares about the common mean, the part that is between both sides.
      double between = sum * sum * count / ((double) split * (count - split));
      if (split >= fewest && between > most) {
        most = between;
        at = split;
      }
    }
    if (at < 0) {
      return Optional.empty();
    }
    double[] before = Arrays.copyOf(values, at);
    double[] after = Arrays.copyOfRange(values, at, count);
    return Optional.of(new NewestLevel(at, mean(before), mean(after), pValue(before, after, all)));
  }

  /**
   * The t-test between two samples, two-sided, with one variance for both.
   *
   * @param all what other series say of that variance
   * @throws IllegalArgumentException when a sample is empty, or nothing is known of the variance
   */
  public static double pValue(double[] before, double[] after, ModeratedVariance all) {
    return pValue(before, after, all, 0);
  }

  /**
   * The same where all of the second sample share a deviation.
   *
   * @param shared its variance
   * @throws IllegalArgumentException when a sample is empty, or nothing is known of the variance
   */
  public static double pValue(
      double[] before, double[] after, ModeratedVariance all, double shared) {
    double distance = mean(after) - mean(before);
    double error = error(before, after, all, shared);
    if (error == 0) {
      return distance == 0 ? 1 : 0;
    }
    return all.pValue(distance / error, common(before, after));
  }

  /**
   * The standard error of the difference of two samples' means, with one variance for both, where
   * all of the second sample share a deviation.
   *
   * @param all what other series say of that variance
   * @param shared the variance of what the second sample shares
   * @throws IllegalArgumentException when a sample is empty, or nothing is known of the variance
   */
  public static double error(
      double[] before, double[] after, ModeratedVariance all, double shared) {
    return Math.sqrt(variance(before, after, all) + shared);
  }

  /**
   * Half the width of the 95 % interval of the difference of two samples' means, with one variance
   * for both.
   *
   * @param all what other series say of that variance
   * @throws IllegalArgumentException when a sample is empty, or nothing is known of the variance
   */
  public static double half(double[] before, double[] after, ModeratedVariance all) {
    return all.t(common(before, after)) * Math.sqrt(variance(before, after, all));
  }

  /** Of the difference of both means. */
  private static double variance(double[] before, double[] after, ModeratedVariance all) {
    return all.of(common(before, after)) * (1.0 / before.length + 1.0 / after.length);
  }

  private static Sample common(double[] before, double[] after) {
    long degrees = before.length + after.length - 2L;
    return degrees == 0
        ? Sample.NONE
        : new Sample((squares(before) + squares(after)) / degrees, degrees);
  }

  private static double squares(double[] values) {
    double mean = mean(values);
    double sum = 0;
    for (double value : values) {
      sum += (value - mean) * (value - mean);
    }
    return sum;
  }

  private static double mean(double[] values) {
    return Arrays.stream(values).average().orElseThrow();
  }
}
