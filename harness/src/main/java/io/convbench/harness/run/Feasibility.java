package io.convbench.harness.run;

import io.convbench.harness.cell.Cell;
import io.convbench.harness.measurement.Measurement.WeightsNeed;
import io.convbench.harness.measurement.Measurements;
import io.convbench.results.Row;
import io.convbench.results.Status;
import io.convbench.suites.architecture.Architectures;
import io.convbench.suites.weights.WeightsSource;
import java.io.IOException;
import java.util.Optional;

/** Which cells are not worth a process, and what their rows say instead. */
final class Feasibility {

  private final WeightsSource weights;

  Feasibility(WeightsSource weights) {
    this.weights = weights;
  }

  /** The row of a cell that is not to be tried; empty for a cell that is. */
  Optional<Row> verdict(Cell cell) {
    if (!cell.usesEngine()) {
      return Optional.empty();
    }
    if (!cell.device().equals("cpu")) {
      return unavailable("convbench runs %s on cpu only".formatted(cell.engine()));
    }
    if (!cell.precision().equals("fp32")) {
      return unavailable("convbench runs %s in fp32 only".formatted(cell.engine()));
    }
    return weightsVerdict(cell, Measurements.named(cell.measurement()).weightsNeed());
  }

  private Optional<Row> weightsVerdict(Cell cell, WeightsNeed need) {
    if (need == WeightsNeed.SEEDED) {
      return Optional.empty();
    }
    if (!weights.trained()) {
      return need == WeightsNeed.TRAINED
          ? Optional.of(
              Row.empty()
                  .with(
                      Status.SKIPPED,
                      "seeded weights are not trained, their accuracy is chance: pass --weights"))
          : Optional.empty();
    }
    try {
      weights.resolve(Architectures.named(cell.architecture()));
      return Optional.empty();
    } catch (IOException e) {
      return unavailable(e.getMessage());
    }
  }

  private static Optional<Row> unavailable(String reason) {
    return Optional.of(Row.empty().with(Status.UNAVAILABLE, reason));
  }
}
