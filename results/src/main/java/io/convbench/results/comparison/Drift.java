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
    boolean same =
        before.where().machine().equals(after.where().machine())
            && before.where().version().equals(after.where().version());
    if (!same) {
      return UNKNOWN;
    }
    String name = before.where().probe();
    Drift computing = between(baseline.probes().get(name), run.probes().get(name));
    String moved = Probe.moving(name);
    Drift moving = between(baseline.probes().get(moved), run.probes().get(moved));
    return moving == UNKNOWN ? computing : mixed(computing, moving, before.evidence().moving());
  }

  /** Of a network that spends a part of its time moving and the rest computing. */
  private static Drift mixed(Drift computing, Drift moving, double part) {
    double seen = 1 / ((1 - part) / computing.seen() + part / moving.seen());
    double factor = 1 / ((1 - part) / computing.factor() + part / moving.factor());
    double removed = seen == 1 ? 0 : Math.log(factor) / Math.log(seen);
    return new Drift(
        seen,
        // The parts may have drifted against each other, and little be left of both.
        Math.max(0, Math.min(1, removed)),
        (1 - part) * (1 - part) * computing.logVariance() + part * part * moving.logVariance());
  }

  /** From a baseline's probe to a run's; unknown where one is null. */
  static Drift between(Probe baseline, Probe run) {
    if (baseline == null || run == null) {
      return UNKNOWN;
    }
    double log = Math.log(run.speed() / baseline.speed());
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
