package io.convbench.results.nightly;

import io.convbench.results.comparison.RunFigures;
import java.util.List;
import java.util.Objects;

/**
 * What one night measured.
 *
 * @param suite the suite's name
 * @param run the night's run
 * @param confirmations runs of single cells of which that run made one suspicious
 * @param changes found on this night, those alone that were confirmed
 */
public record Night(
    String suite, RunFigures run, List<RunFigures> confirmations, List<Change> changes) {

  public Night {
    Objects.requireNonNull(suite, "suite");
    Objects.requireNonNull(run, "run");
    confirmations = List.copyOf(confirmations);
    changes = List.copyOf(changes);
  }

  /** Of a run alone. */
  public static Night of(String suite, RunFigures run) {
    return new Night(suite, run, List.of(), List.of());
  }

  /** The same after suspicions were looked into. */
  public Night with(List<RunFigures> confirmed, List<Change> found) {
    return new Night(suite, run, confirmed, found);
  }

  /** The night's name: its run's id, which begins with its time. */
  public String id() {
    return run.run();
  }
}
