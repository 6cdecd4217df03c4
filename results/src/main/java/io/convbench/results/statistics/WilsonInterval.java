package io.convbench.results.statistics;

import org.apache.commons.statistics.distribution.NormalDistribution;

/**
 * The 95 % score interval of a proportion, without continuity correction: E. B. Wilson 1927,
 * "Probable inference, the law of succession, and statistical inference", JASA 22, 209-212. Unlike
 * the normal approximation it stays within 0 and 1 and holds for few trials and for proportions
 * near the ends.
 *
 * @param low lower end, a fraction
 * @param high upper end, a fraction
 * @param estimate hits / trials, a fraction
 */
public record WilsonInterval(double low, double high, double estimate) {

  private static final double CONFIDENCE = 0.95;

  /**
   * @throws IllegalArgumentException unless 0 &le; low &le; estimate &le; high &le; 1
   */
  public WilsonInterval {
    if (!(0 <= low && low <= estimate && estimate <= high && high <= 1)) {
      throw new IllegalArgumentException(
          "an interval from %s to %s around %s".formatted(low, high, estimate));
    }
  }

  /**
   * The interval of {@code hits} in {@code trials}.
   *
   * @throws IllegalArgumentException when there is no trial, or hits are not among the trials
   */
  public static WilsonInterval of(long hits, long trials) {
    if (trials < 1 || hits < 0 || hits > trials) {
      throw new IllegalArgumentException(
          "%s hits in %s trials: there must be a trial, and no more hits than trials"
              .formatted(hits, trials));
    }
    double z = NormalDistribution.of(0, 1).inverseSurvivalProbability((1 - CONFIDENCE) / 2);
    double n = trials;
    double p = hits / n;
    double shrink = 1 + z * z / n;
    double centre = (p + z * z / (2 * n)) / shrink;
    double half = z * Math.sqrt(p * (1 - p) / n + z * z / (4 * n * n)) / shrink;
    // At no hits the lower end is exactly 0, at all hits the upper one 1, which rounding misses.
    double low = hits == 0 ? 0 : Math.min(p, Math.max(0, centre - half));
    double high = hits == trials ? 1 : Math.max(p, Math.min(1, centre + half));
    return new WilsonInterval(low, high, p);
  }
}
