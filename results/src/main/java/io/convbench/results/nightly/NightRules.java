package io.convbench.results.nightly;

import io.convbench.results.comparison.ComparisonRules;
import io.convbench.results.comparison.Metric;
import io.convbench.results.nightly.Series.Scope;

/** The thresholds of nights; all stand here, with what they rest on. */
final class NightRules {

  /** The p-value of a change that counts. */
  static final double LEVEL = 0.001;

  /**
   * The p-value of a suspicion, which costs fresh runs and no more: an undetected slow process
   * looks like a change of 10 %, so that no threshold can tell the two by one night.
   */
  static final double SUSPICION = 0.05;

  /** Most fresh runs of a suspicious cell, one round of all such cells after the other. */
  static final int MOST_FRESH = 12;

  /** The same of an engine's cells, or of all, which are many. */
  private static final int MOST_FRESH_OF_MANY = 4;

  /** Of these, so many have to be valid. */
  static final int FEWEST_FRESH = 4;

  /**
   * The p-value of a cell's fresh runs by themselves. There are many cells, and a slow process is
   * not averaged out.
   */
  private static final double FRESH_OF_CELL = 0.0001;

  /** The same where several cells are judged as one. */
  private static final double FRESH_OF_SEVERAL = 0.0003;

  /** Nights that a level needs before a change from it can be told. */
  static final int FEWEST_NIGHTS = 5;

  /** Latencies of a machine that can tell what a night's share. */
  static final int FEWEST_CELLS = 8;

  /** Nights of a series of which the median is usual. */
  static final int USUAL_NIGHTS = 20;

  /** Nights of which a shift that all share is lasting when most have it. */
  static final int SHIFT_WINDOW = 7;

  /** A shift beyond that calibrations would have seen, were it the machine's. */
  static final double MOST_SHIFT = 0.05;

  /** The same of what the latencies of an engine share beyond that. */
  static final double MOST_SHIFT_OF_ENGINE = 0.025;

  /**
   * Between nights chance averages out, so that less than in a comparison of two runs can be told
   * and counts.
   */
  private static final double FLOOR = 0.03;

  /**
   * Of an architecture's latencies, whose noise averages out: 5 % that look like less for a night
   * are suspicious, too.
   */
  private static final double FLOOR_OF_ARCHITECTURE = 0.02;

  /** Nights of which the usual speed of a machine is taken. */
  static final int PROBE_WINDOW = 20;

  /** Fewer say nothing of how much the speed varies. */
  static final int FEWEST_PROBES = 5;

  /** The least shift of a probe that makes a night the environment's. */
  static final double PROBE_FLOOR = 0.05;

  /** Of deviations, scaled to the standard deviation of a normal distribution. */
  static final double PROBE_DEVIATIONS = 5;

  /** Nights in a row after which another speed is the machine's own, and a new epoch begins. */
  static final int PROBE_SETTLED = 3;

  private NightRules() {}

  /** The least change of a level that counts, a part of 1. */
  static double floor(Metric metric, Scope scope) {
    if (metric.rule() == Metric.Rule.THRESHOLD) {
      return ComparisonRules.USUAL.memoryFloor();
    }
    return scope == Scope.ARCHITECTURE ? FLOOR_OF_ARCHITECTURE : FLOOR;
  }

  /** Most fresh runs of a suspicious series' cells. */
  static int freshRuns(Scope scope) {
    return scope.isOfMany() ? MOST_FRESH_OF_MANY : MOST_FRESH;
  }

  /** The largest p-value at which fresh runs tell of a change. */
  static double fresh(Scope scope) {
    return scope == Scope.CELL ? FRESH_OF_CELL : FRESH_OF_SEVERAL;
  }
}
