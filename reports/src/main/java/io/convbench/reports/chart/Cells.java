package io.convbench.reports.chart;

import io.convbench.results.Column;
import io.convbench.results.Row;
import io.convbench.results.history.Candidate;
import java.util.List;
import java.util.OptionalDouble;
import java.util.function.Function;
import java.util.stream.Stream;

/** Values as they stand in a chart's CSV: unrounded, empty where absent. */
final class Cells {

  /** With what a table of times ends: how far each line's can be trusted, and why. */
  private static final List<Column> TRUST = List.of(Column.VERDICT, Column.VERDICT_REASONS);

  private Cells() {}

  /** The headers of a table of times. */
  static List<String> timed(String... headers) {
    return timed(List.of(headers), Column::header);
  }

  /**
   * A line of such a table.
   *
   * @param trust verdict and reasons of the line's time; empty where it has none
   */
  static List<String> timed(List<String> line, Function<Column, String> trust) {
    return Stream.concat(line.stream(), TRUST.stream().map(trust)).toList();
  }

  /** A line of a table of some figure, which ends so where that is a time. */
  static List<String> of(Column figure, List<String> line, Function<Column, String> trust) {
    return figure == Column.LATENCY_P50_MS ? timed(line, trust) : line;
  }

  /** A line of a table of times, of a cell. */
  static List<String> timed(List<String> line, Row cell) {
    return timed(line, column -> cell.text(column).orElse(""));
  }

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
