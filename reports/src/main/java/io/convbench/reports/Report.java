package io.convbench.reports;

import io.convbench.results.Environment;
import io.convbench.results.Row;
import io.convbench.results.RunFolder;
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
 * @param folders where each run kept its logits and predictions, by run id; what is not there is
 *     left out of the report, which says so
 * @param classNames by class index
 */
public record Report(
    String title,
    List<Row> rows,
    Map<String, Environment> environments,
    Map<String, RunFolder> folders,
    List<String> classNames) {

  /**
   * @throws IllegalArgumentException when there is no row
   */
  public Report {
    rows = List.copyOf(rows);
    environments = Collections.unmodifiableMap(new LinkedHashMap<>(environments));
    folders = Map.copyOf(folders);
    classNames = List.copyOf(classNames);
    if (rows.isEmpty()) {
      throw new IllegalArgumentException(title + " has no rows to report on: run it first");
    }
  }
}
