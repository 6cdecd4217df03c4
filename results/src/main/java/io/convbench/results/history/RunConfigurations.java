package io.convbench.results.history;

import io.convbench.results.Column;
import io.convbench.results.RecordedRun;
import io.convbench.results.Row;
import java.util.LinkedHashSet;
import java.util.Set;

/**
 * The configurations of one run's rows. A cell that failed before its engine started states neither
 * version nor form; it has those of the run's other cells of that engine, where these agree.
 */
final class RunConfigurations {

  private final RecordedRun run;

  RunConfigurations(RecordedRun run) {
    this.run = run;
  }

  Configuration of(Row row) {
    if (row.text(Column.ENGINE).isEmpty()) {
      return Configuration.NONE;
    }
    return new Configuration(
        row.text(Column.ENGINE).get(),
        row.text(Column.DEVICE).orElse(""),
        row.integer(Column.BATCH).orElse(0),
        row.text(Column.PRECISION).orElse(""),
        row.integer(Column.THREADS).orElse(0),
        row.text(Column.MODEL_FORM).orElseGet(() -> sole(row, Column.MODEL_FORM, false)),
        row.text(Column.CUDNN_AUTOTUNE).orElse(""),
        Machine.of(row, run.environment(row)),
        row.text(Column.ENGINE_VERSION).orElseGet(() -> sole(row, Column.ENGINE_VERSION, true)),
        row.text(Column.COMMIT).orElse(""));
  }

  /** The only text of a column among rows of the same machine and commit; empty for several. */
  private String sole(Row row, Column column, boolean ofEngine) {
    Set<String> texts = new LinkedHashSet<>();
    for (Row other : run.rows()) {
      if (sameMachine(row, other)
          && (!ofEngine || row.text(Column.ENGINE).equals(other.text(Column.ENGINE)))) {
        other.text(column).ifPresent(texts::add);
      }
    }
    return texts.size() == 1 ? texts.iterator().next() : "";
  }

  private boolean sameMachine(Row row, Row other) {
    return run.environmentName(row).equals(run.environmentName(other))
        && row.text(Column.CPU_MODEL).equals(other.text(Column.CPU_MODEL))
        && row.text(Column.COMMIT).equals(other.text(Column.COMMIT));
  }
}
