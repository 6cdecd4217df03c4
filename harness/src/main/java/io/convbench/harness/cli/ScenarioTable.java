package io.convbench.harness.cli;

import io.convbench.results.Column;
import io.convbench.results.Row;
import io.convbench.results.history.History;
import io.convbench.results.history.Observation;
import io.convbench.results.trust.Verdict;
import java.util.List;
import java.util.Locale;

/** What was measured in scenarios other than single-stream, for a terminal, one line per cell. */
final class ScenarioTable {

  private static final String FORMAT = "%-19s %-{w}s %-13s %7s %5s %9s %9s %9s %9s %9s %9s %8s%n";
  private static final int NARROWEST = 18;
  private static final String FEW_QUERIES = "*";

  private ScenarioTable() {}

  /** Empty when there is no such cell. */
  static String of(History history) {
    List<Observation> lines = history.scenarios().stream().filter(one -> one.row().ok()).toList();
    if (lines.isEmpty()) {
      return "";
    }
    int width =
        lines.stream().mapToInt(one -> name(history, one).length()).reduce(NARROWEST, Math::max);
    String format = FORMAT.replace("{w}", Integer.toString(width));
    StringBuilder table =
        new StringBuilder(
            String.format(
                Locale.ROOT,
                format,
                "architecture",
                "configuration",
                "scenario",
                "streams",
                "batch",
                "images/s",
                "offered/s",
                "queries/s",
                "p50 ms",
                "p90 ms",
                "p99 ms",
                "queries"));
    lines.forEach(one -> table.append(line(format, name(history, one), one)));
    if (lines.stream().anyMatch(Observation::fewQueries)) {
      table.append(
          "%s of fewer queries than a 99th percentile needs (queries_needed)%n"
              .formatted(FEW_QUERIES));
    }
    for (Observation one : lines) {
      one.row()
          .text(Column.VERDICT_REASONS)
          .ifPresent(
              reasons ->
                  table.append(
                      "%s %s, %s %s, %s: %s%n"
                          .formatted(
                              Verdict.of(one.row()).sign(),
                              Verdict.of(one.row()).word(),
                              one.architecture(),
                              name(history, one),
                              scenario(one.row()),
                              reasons)));
    }
    return table.toString();
  }

  /** As cells are named: with the streams where there are several. */
  private static String scenario(Row row) {
    long streams = row.integer(Column.STREAMS).orElse(1);
    return row.text(Column.SCENARIO).orElseThrow()
        + (streams == 1 ? "" : ", %s streams".formatted(streams));
  }

  private static String name(History history, Observation one) {
    return history.names().name(one.configuration().anyBatch());
  }

  private static String line(String format, String name, Observation one) {
    Row row = one.row();
    boolean offline = row.integer(Column.BATCH_FOUND).isPresent();
    return String.format(
        Locale.ROOT,
        format,
        one.architecture(),
        name,
        row.text(Column.SCENARIO).orElseThrow() + Verdict.of(row).sign(),
        whole(row, Column.STREAMS),
        whole(row, offline ? Column.BATCH_FOUND : Column.BATCH),
        number(row, Column.THROUGHPUT_IMAGES_PER_S, "%.1f"),
        number(row, Column.OFFERED_RATE_PER_S, "%.1f"),
        number(row, Column.ACHIEVED_RATE_PER_S, "%.1f"),
        number(row, Column.QUERY_P50_MS, "%.2f"),
        number(row, Column.QUERY_P90_MS, "%.2f"),
        number(row, Column.QUERY_P99_MS, "%.2f") + (one.fewQueries() ? FEW_QUERIES : ""),
        whole(row, Column.QUERIES));
  }

  private static String whole(Row row, Column column) {
    return row.integer(column).isPresent() ? Long.toString(row.integer(column).getAsLong()) : "-";
  }

  private static String number(Row row, Column column, String format) {
    return SummaryTable.text(row.number(column), 1, format);
  }
}
