package io.convbench.results.statistics;

import org.apache.commons.statistics.distribution.BinomialDistribution;
import org.apache.commons.statistics.distribution.ChiSquaredDistribution;

/**
 * The paired test whether two classifiers are right equally often, over the images on which only
 * one of them is: Q. McNemar 1947, "Note on the sampling error of the difference between correlated
 * proportions or percentages", Psychometrika 12, 153-157. Two-sided.
 *
 * <p>With fewer than 25 such images the binomial test; otherwise chi-squared with one degree of
 * freedom and A. L. Edwards's continuity correction (1948, Psychometrika 13, 185-187): (|b - c| -
 * 1)^2 / (b + c). T. G. Dietterich 1998 (Neural Computation 10, 1895-1923) recommends the test for
 * classifiers that were trained once.
 *
 * @param onlyFirst images that the first alone predicts right
 * @param onlySecond images that the second alone predicts right
 * @param pValue probability of a difference so large or larger if both were right equally often
 */
public record McNemar(long onlyFirst, long onlySecond, double pValue) {

  /** From so many discordant pairs on the chi-squared distribution is near enough. */
  private static final long FEW = 25;

  private static final double LEVEL = 0.05;

  /**
   * @throws IllegalArgumentException when a count is negative or the p-value is outside 0 to 1
   */
  public McNemar {
    if (onlyFirst < 0 || onlySecond < 0 || !(pValue >= 0 && pValue <= 1)) {
      throw new IllegalArgumentException(
          "discordant pairs %s and %s with p = %s".formatted(onlyFirst, onlySecond, pValue));
    }
  }

  /**
   * The test of two counts of discordant pairs. Without any the p-value is 1.
   *
   * @throws IllegalArgumentException when a count is negative
   */
  public static McNemar of(long onlyFirst, long onlySecond) {
    if (onlyFirst < 0 || onlySecond < 0) {
      throw new IllegalArgumentException(
          "discordant pairs %s and %s: counts are 0 or more".formatted(onlyFirst, onlySecond));
    }
    long discordant = Math.addExact(onlyFirst, onlySecond);
    double p =
        discordant < FEW
            ? exact(Math.min(onlyFirst, onlySecond), discordant)
            : corrected(Math.abs(onlyFirst - onlySecond), discordant);
    return new McNemar(onlyFirst, onlySecond, p);
  }

  /**
   * The test of two lists of outcomes over the same images.
   *
   * @throws IllegalArgumentException when they are of different lengths
   */
  public static McNemar of(boolean[] first, boolean[] second) {
    if (first.length != second.length) {
      throw new IllegalArgumentException(
          "%s outcomes beside %s: the test needs the same images"
              .formatted(first.length, second.length));
    }
    long onlyFirst = 0;
    long onlySecond = 0;
    for (int i = 0; i < first.length; i++) {
      onlyFirst += first[i] && !second[i] ? 1 : 0;
      onlySecond += second[i] && !first[i] ? 1 : 0;
    }
    return of(onlyFirst, onlySecond);
  }

  /** True when p is below 0.05: not corrected for other tests of the same images. */
  public boolean tellsApart() {
    return pValue < LEVEL;
  }

  private static double exact(long fewer, long discordant) {
    BinomialDistribution fair = BinomialDistribution.of((int) discordant, 0.5);
    return Math.min(1, 2 * fair.cumulativeProbability((int) fewer));
  }

  private static double corrected(long difference, long discordant) {
    double excess = Math.max(0, difference - 1);
    return ChiSquaredDistribution.of(1).survivalProbability(excess * excess / discordant);
  }
}
