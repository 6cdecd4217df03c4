package io.convbench.results.comparison;

import io.convbench.results.statistics.RobustSpread;

/**
 * What all latencies of a comparison say of chance, as most of them have not changed: the empirical
 * null of B. Efron 2004, "Large-scale simultaneous hypothesis testing: the choice of a null
 * hypothesis", Journal of the American Statistical Association 99, 96-104. Processes of one run
 * share its hours, so that they are more alike than those of two runs, and a whole run is some
 * percent faster or slower than another one.
 *
 * @param shift the median logarithm of the ratios
 * @param widening how many times as wide as the processes say ratios scatter about it; at least 1
 */
record Crowd(double shift, double widening) {

  /** Fewer ratios say nothing of their scatter. */
  private static final int FEWEST = 8;

  /**
   * Of these ratios.
   *
   * @param logs of the ratios
   * @param errors their standard deviations, as the processes of both runs say
   */
  static Crowd of(double[] logs, double[] errors) {
    if (logs.length < FEWEST) {
      return new Crowd(0, 1);
    }
    double shift = RobustSpread.medianOf(logs);
    double[] distances = new double[logs.length];
    for (int i = 0; i < logs.length; i++) {
      distances[i] = Math.abs(logs[i] - shift) / errors[i];
    }
    double scatter = RobustSpread.TO_DEVIATION * RobustSpread.medianOf(distances);
    return new Crowd(shift, Math.max(1, scatter));
  }

  /**
   * How many of its errors a ratio is away from what the crowd shares. Of that no more than the
   * floor is taken for the machine's.
   */
  double errors(double log, double error, double floor) {
    double most = Math.log1p(floor);
    double shared = Math.max(-most, Math.min(most, shift));
    return (log - shared) / (widening * error);
  }
}
