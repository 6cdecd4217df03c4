package io.convbench.harness.run;

import io.convbench.harness.cell.Cell;
import io.convbench.harness.engine.Execution;
import io.convbench.harness.process.OomDiagnosis;
import io.convbench.results.Column;
import io.convbench.results.Failure;
import io.convbench.results.FailureKind;
import io.convbench.results.Row;
import io.convbench.results.Status;
import java.io.IOException;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * What becomes of a batch that does not fit in memory: half of it is a cell of its own, and so on
 * down to one image. The row of the batch asked for has no values; it names the batch that ran, in
 * whose row they stand. A crash of which nothing hints at memory is tried with one image first:
 * where that crashes, too, the batch is not to blame and is not halved.
 */
final class BatchHalving {

  /** How a cell ended, and what is known of a lack of memory, if it may be one. */
  record Trial(Row row, Optional<OomDiagnosis> lackOfMemory) {}

  /** Measures a cell, or knows its row already. */
  interface Cells {
    Row row(Cell cell) throws IOException, InterruptedException;
  }

  private final Cells cells;

  /**
   * @param cells of the same run
   */
  BatchHalving(Cells cells) {
    this.cells = cells;
  }

  /** The row of a cell that was tried. */
  Row row(Cell cell, Trial trial) throws IOException, InterruptedException {
    int batch = cell.execution().map(Execution::batch).orElse(1);
    if (trial.lackOfMemory().isEmpty() || batch == 1) {
      return trial.row();
    }
    OomDiagnosis lack = trial.lackOfMemory().get();
    if (!lack.hinted() && !cells.row(cell.withBatch(1)).ok()) {
      return trial
          .row()
          .with(Column.REASON, trial.row().text(Column.REASON).orElseThrow() + "; at batch 1, too");
    }
    Row half = cells.row(cell.withBatch(batch / 2));
    String why = "batch %s %s".formatted(batch, lack.how());
    OptionalLong ran = half.ok() ? OptionalLong.of(batch / 2) : half.integer(Column.BATCH_RAN);
    return ran.isPresent()
        ? Row.empty()
            .with(
                Status.UNAVAILABLE,
                new Failure(
                    FailureKind.OUT_OF_MEMORY,
                    "%s: batch %s ran, see its row".formatted(why, ran.getAsLong())))
            .with(Column.BATCH_RAN, ran.getAsLong())
        : Row.empty()
            .with(new Failure(FailureKind.OUT_OF_MEMORY, why + ", and no smaller one ran"));
  }
}
