package io.convbench.results.comparison;

/**
 * How much faster or slower the machine was during a run than during an earlier one, as far as the
 * calibrations can tell. Their own scatter is a multiple of most drifts, so what they saw is shrunk
 * towards none by how sure it is: the positive-part estimator of W. James and C. Stein 1961, here
 * of one value. A shift that calibrations cannot tell from their scatter is no shift.
 *
 * @param seen the run's speed over the baseline's
 * @param removed the part of its logarithm that latencies are corrected by, from 0 to 1
 * @param logVariance of that correction
 */
public record Drift(double seen, double removed, double logVariance) {

  /** Where nothing was calibrated. */
  static final Drift UNKNOWN = new Drift(1, 0, 0);

  /**
   * That which the calibrations of a figure's engine saw from one run to another; unknown where
   * they saw it on another machine or by another version, whose difference is no drift.
   */
  public static Drift between(
      RunFigures baseline, RunFigures run, CellFigure before, CellFigure after) {
    Probe old = baseline.probes().get(before.where().probe());
    Probe now = run.probes().get(after.where().probe());
    boolean same =
        before.where().machine().equals(after.where().machine())
            && before.where().version().equals(after.where().version());
    return old == null || now == null || !same ? UNKNOWN : between(old, now);
  }

  /** From a baseline's probe to a run's. */
  static Drift between(Probe baseline, Probe run) {
    double log = Math.log(run.gmacsPerSecond() / baseline.gmacsPerSecond());
    double variance = baseline.medianVariance() + run.medianVariance();
    boolean known = baseline.known() && run.known();
    double removed = log == 0 || !known ? 0 : Math.max(0, 1 - variance / (log * log));
    return new Drift(Math.exp(log), removed, removed * variance);
  }

  /** What a latency of the run has to be multiplied by. */
  public double factor() {
    return Math.pow(seen, removed);
  }
}
