package io.convbench.reports;

import io.convbench.results.history.History;
import java.util.List;

/**
 * What a report is made of.
 *
 * @param history of one or more runs, in the order in which they are to be named; of a cell that
 *     several measured on one machine by the same versions, the newest result counts
 * @param classNames by class index
 */
public record Report(History history, List<String> classNames) {

  /**
   * @throws IllegalArgumentException when there is no run
   */
  public Report {
    classNames = List.copyOf(classNames);
    if (history.runs().isEmpty()) {
      throw new IllegalArgumentException("no run to report on: name one");
    }
  }
}
