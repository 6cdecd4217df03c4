package io.convbench.reports.chart;

import io.convbench.results.Column;
import io.convbench.results.history.Candidate;
import java.util.OptionalDouble;

/** Values as they stand in a chart's CSV: unrounded, empty where absent. */
final class Cells {

  private Cells() {}

  static String text(Candidate candidate, Column column) {
    if (column.type() == Column.Type.TEXT) {
      return candidate.text(column).orElse("");
    }
    OptionalDouble value = candidate.number(column);
    return value.isPresent() && column.type() == Column.Type.INTEGER
        ? Long.toString((long) value.getAsDouble())
        : text(value);
  }

  static String text(OptionalDouble number) {
    return number.isPresent() ? Double.toString(number.getAsDouble()) : "";
  }
}
