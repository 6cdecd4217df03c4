package io.convbench.reports;

import io.convbench.results.Environment;
import io.convbench.results.Row;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What a report is made of.
 *
 * @param title a run's id, or a name for several runs
 * @param rows one a cell, of one or more runs; where a cell comes twice, the last row counts
 * @param environments what each run was measured on, by run id
 */
public record Report(String title, List<Row> rows, Map<String, Environment> environments) {

  /**
   * @throws IllegalArgumentException when there is no row
   */
  public Report {
    rows = List.copyOf(rows);
    environments = Collections.unmodifiableMap(new LinkedHashMap<>(environments));
    if (rows.isEmpty()) {
      throw new IllegalArgumentException(title + " has no rows to report on: run it first");
    }
  }

  /** The report of one run. */
  public static Report ofRun(String runId, List<Row> rows, Environment environment) {
    return new Report(runId, rows, Map.of(runId, environment));
  }
}
