package io.convbench.harness.load;

import io.convbench.results.statistics.EarlyStopping;

/**
 * What the 99th percentile of a server's queries must stay within.
 *
 * @param nanos from scheduled arrival to answer
 */
public record LatencyBound(long nanos) {

  /** The share of queries that must be within it. */
  public static final double FRACTION = 0.99;

  /** A bound that every query keeps. */
  static final LatencyBound NONE = new LatencyBound(Long.MAX_VALUE);

  /**
   * Whether the queries kept the bound: by MLPerf's early-stopping rule; with fewer queries than
   * this ever accepts, by the percentile alone.
   *
   * @param slower queries beyond the bound
   */
  public boolean kept(int slower, int queries) {
    return slower <= mostSlower(queries);
  }

  /** How many of the queries may be beyond the bound. */
  int mostSlower(int queries) {
    return (int)
        EarlyStopping.slowerPasses(FRACTION, queries)
            .orElse(queries - 1L - (int) (queries * FRACTION));
  }
}
