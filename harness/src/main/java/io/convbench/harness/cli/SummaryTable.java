package io.convbench.harness.cli;

import io.convbench.results.Column;
import io.convbench.results.Configurations;
import io.convbench.results.Row;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Set;

/** A run's figures for a terminal, one line an architecture and configuration. */
final class SummaryTable {

  private static final String HEADER =
      String.format(
          Locale.ROOT,
          "%-19s %-18s %5s %8s %8s %9s %9s %9s %9s %7s %7s%n",
          "architecture",
          "engine",
          "batch",
          "M params",
          "GMACs",
          "p50 ms",
          "images/s",
          "model MiB",
          "conf.err.",
          "top-1 %",
          "top-5 %");

  private SummaryTable() {}

  static String of(List<Row> rows) {
    StringBuilder table = new StringBuilder(HEADER);
    Configurations.join(rows).forEach(row -> table.append(line(row)));
    reasons(rows)
        .forEach(
            (reason, cells) ->
                table.append("%s cell%s %s%n".formatted(cells, cells == 1 ? "" : "s", reason)));
    leftOut(rows).ifPresent(line -> table.append(line));
    cautions(rows)
        .forEach(
            (caution, cells) ->
                table.append("caution, %s: %s%n".formatted(String.join(", ", cells), caution)));
    return table.toString();
  }

  /** What lies among the images and was not scored, which is the same for all cells of a run. */
  private static Optional<String> leftOut(List<Row> rows) {
    return rows.stream()
        .filter(row -> row.integer(Column.FILES_LEFT_OUT).orElse(0) > 0)
        .findFirst()
        .map(
            row ->
                "left out of %s: %s files or folders, named by 'convbench dataset verify'%n"
                    .formatted(
                        row.text(Column.DATASET).orElse("the images"),
                        row.integer(Column.FILES_LEFT_OUT).getAsLong()));
  }

  /** What to know before trusting figures, with the architectures and engines that have them. */
  private static Map<String, Set<String>> cautions(List<Row> rows) {
    Map<String, Set<String>> cautions = new LinkedHashMap<>();
    for (Row row : rows) {
      row.text(Column.CAUTION)
          .ifPresent(
              caution ->
                  cautions
                      .computeIfAbsent(caution, unseen -> new LinkedHashSet<>())
                      .add(row.text(Column.ARCHITECTURE).orElse("") + " " + engine(row)));
    }
    return cautions;
  }

  /** Why cells have no value, with how many they are. */
  private static Map<String, Integer> reasons(List<Row> rows) {
    Map<String, Integer> reasons = new LinkedHashMap<>();
    for (Row row : rows) {
      if (!row.ok()) {
        String reason =
            row.text(Column.STATUS).orElse("") + ": " + row.text(Column.REASON).orElse("");
        reasons.merge(reason, 1, Integer::sum);
      }
    }
    return reasons;
  }

  private static String engine(Row row) {
    return row.text(Column.ENGINE).orElse("")
        + row.text(Column.DEVICE).filter(name -> !name.equals("cpu")).map(" "::concat).orElse("")
        + row.text(Column.PRECISION)
            .filter(name -> !name.equals("fp32"))
            .map(" "::concat)
            .orElse("");
  }

  private static String line(Row row) {
    return String.format(
        Locale.ROOT,
        "%-19s %-18s %5s %8s %8s %9s %9s %9s %9s %7s %7s%n",
        row.text(Column.ARCHITECTURE).orElse(""),
        engine(row),
        text(row.number(Column.BATCH), 1, "%.0f"),
        text(row.number(Column.PARAMETERS), 1e-6, "%.2f"),
        text(row.number(Column.MACS), 1e-9, "%.3f"),
        text(row.number(Column.LATENCY_P50_MS), 1, "%.2f"),
        text(row.number(Column.THROUGHPUT_IMAGES_PER_S), 1, "%.1f"),
        text(row.number(Column.MODEL_RSS_BYTES), 1.0 / (1 << 20), "%.0f"),
        text(row.number(Column.CONFORMANCE_ERROR), 1, "%.1e"),
        text(row.number(Column.TOP1), 100, "%.2f"),
        text(row.number(Column.TOP5), 100, "%.2f"));
  }

  private static String text(OptionalDouble value, double factor, String format) {
    return value.isPresent()
        ? String.format(Locale.ROOT, format, factor * value.getAsDouble())
        : "-";
  }
}
