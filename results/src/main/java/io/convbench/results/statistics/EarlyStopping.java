package io.convbench.results.statistics;

import org.apache.commons.statistics.distribution.BinomialDistribution;

/**
 * How many queries a percentile needs: MLPerf Inference's early-stopping bound, at 99 % confidence
 * and without tolerance. Of {@code n} queries {@code t} may be slower than a bound if, were the
 * percentile at the bound, so few would be slower with a probability of at most 1 %.
 */
public final class EarlyStopping {

  private static final double DOUBT = 0.01;

  private EarlyStopping() {}

  /**
   * The fewest queries of which so many may be slower than a bound.
   *
   * @param fraction of the queries that must be within the bound, between 0 and 1
   * @param slower queries beyond the bound, from 0
   */
  public static int queriesNeeded(double fraction, int slower) {
    int least = slower;
    int most = slower + 1;
    while (!holds(fraction, slower, most)) {
      least = most;
      most *= 2;
    }
    while (most - least > 1) {
      int middle = least + (most - least) / 2;
      if (holds(fraction, slower, middle)) {
        most = middle;
      } else {
        least = middle;
      }
    }
    return most;
  }

  /** True when a percentile is shown to be within a bound. */
  public static boolean holds(double fraction, int slower, int queries) {
    return BinomialDistribution.of(queries, 1 - fraction).cumulativeProbability(slower) <= DOUBT;
  }
}
