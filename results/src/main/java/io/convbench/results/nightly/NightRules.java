package io.convbench.results.nightly;

import io.convbench.results.comparison.ComparisonRules;
import io.convbench.results.comparison.Metric;

/** The thresholds of nights; all stand here, with what they rest on. */
final class NightRules {

  /** Of a change point, as Apache Otava's: a suspicion, which fresh runs have to confirm. */
  static final double LEVEL = 0.001;

  /**
   * Nights that a level needs before a change from it can be told: of fewer, the scatter of a night
   * is not known.
   */
  static final int FEWEST_NIGHTS = 5;

  /** Nights of a level that are searched: the cost grows with the square. */
  static final int MOST_NIGHTS = 120;

  /** Of these, the first of the level. */
  static final int ANCHOR_NIGHTS = 20;

  /**
   * Between nights chance averages out, so that less than in a comparison of two runs can be told
   * and counts.
   */
  private static final double FLOOR = 0.03;

  /** Nights of which the usual speed of a machine is taken. */
  static final int PROBE_WINDOW = 20;

  /** Fewer say nothing of how much the speed varies. */
  static final int FEWEST_PROBES = 3;

  /** The least shift of a probe that makes a night the environment's. */
  static final double PROBE_FLOOR = 0.05;

  /** Of deviations, scaled to the standard deviation of a normal distribution. */
  static final double PROBE_DEVIATIONS = 4;

  /** Nights in a row after which another speed is the machine's own, and a new epoch begins. */
  static final int PROBE_SETTLED = 3;

  private NightRules() {}

  /** The least change of a level that counts, a part of 1. */
  static double floor(Metric metric) {
    return metric.rule() == Metric.Rule.THRESHOLD ? ComparisonRules.USUAL.memoryFloor() : FLOOR;
  }
}
