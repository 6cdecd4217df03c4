package io.convbench.results.history;

import io.convbench.results.Column;
import io.convbench.results.RecordedRun;
import io.convbench.results.Row;
import java.time.Instant;

/**
 * A cell as one run measured it, once.
 *
 * @param row what came out
 * @param configuration how and on what
 * @param run in which; its folder has the files of the cell
 */
public record Observation(Row row, Configuration configuration, RecordedRun run) {

  /** Keras's name of the architecture, of a cut one with the layer, e.g. {@code VGG16@fc1}. */
  public String architecture() {
    return row.network();
  }

  /** The family, or the architecture itself where none is named. */
  public String family() {
    return row.family();
  }

  /** The measurement's name. */
  public String measurement() {
    return row.text(Column.MEASUREMENT).orElse("");
  }

  /** True for one of a scenario other than single-stream. */
  public boolean ofScenario() {
    return row.text(Column.SCENARIO).isPresent();
  }

  /** True when a 99th percentile of its queries needs more of them. */
  public boolean fewQueries() {
    return row.number(Column.QUERIES).orElse(0) < row.number(Column.QUERIES_NEEDED).orElse(0);
  }

  /** True unless only a part of the dataset's images was selected. */
  boolean ofWholeDataset() {
    return row.text(Column.DATASET_PART).isEmpty();
  }

  /** When the cell ended; long ago where the row does not say. */
  public Instant time() {
    return row.time().orElse(Instant.EPOCH);
  }
}
