package io.convbench.results.statistics;

import org.apache.commons.statistics.distribution.NormalDistribution;

/**
 * The score interval of a proportion: E. B. Wilson 1927, "Probable inference, the law of
 * succession, and statistical inference", JASA 22. Unlike the normal approximation it stays within
 * 0 and 1 and holds for few trials and for proportions near the ends.
 *
 * @param low lower end, a fraction
 * @param high upper end, a fraction
 */
public record WilsonInterval(double low, double high) {

  /**
   * The interval of {@code hits} in {@code trials}.
   *
   * @param confidence e.g. 0.95
   * @throws IllegalArgumentException when there is no trial, hits are not among the trials, or the
   *     confidence is not between 0 and 1
   */
  public static WilsonInterval of(long hits, long trials, double confidence) {
    if (trials < 1 || hits < 0 || hits > trials) {
      throw new IllegalArgumentException(
          "%d hits in %d trials: hits must be within 0 and trials, of which 1 or more"
              .formatted(hits, trials));
    }
    if (!(confidence > 0 && confidence < 1)) {
      throw new IllegalArgumentException(
          "confidence %s is not within 0 and 1".formatted(confidence));
    }
    double z = NormalDistribution.of(0, 1).inverseSurvivalProbability((1 - confidence) / 2);
    double p = (double) hits / trials;
    double shrink = 1 + z * z / trials;
    double centre = (p + z * z / (2 * trials)) / shrink;
    double half = z * Math.sqrt(p * (1 - p) / trials + z * z / (4.0 * trials * trials)) / shrink;
    // At the ends the formula is exactly 0 or 1, which rounding would miss.
    return new WilsonInterval(hits == 0 ? 0 : centre - half, hits == trials ? 1 : centre + half);
  }
}
