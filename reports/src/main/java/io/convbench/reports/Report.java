package io.convbench.reports;

import io.convbench.results.RecordedRun;
import java.util.List;

/**
 * What a report is made of.
 *
 * @param runs one or more, as they are to be named; of a cell that several measured on one machine
 *     by the same versions, the newest result counts
 * @param classNames by class index
 */
public record Report(List<RecordedRun> runs, List<String> classNames) {

  /**
   * @throws IllegalArgumentException when there is no run
   */
  public Report {
    runs = List.copyOf(runs);
    classNames = List.copyOf(classNames);
    if (runs.isEmpty()) {
      throw new IllegalArgumentException("no run to report on: name one");
    }
  }
}
