package io.convbench.harness.cli;

import io.convbench.results.CellId;
import io.convbench.results.Column;
import io.convbench.results.Row;
import io.convbench.results.history.Candidate;
import io.convbench.results.history.ConfigurationNames;
import io.convbench.results.history.History;
import io.convbench.results.history.Observation;
import io.convbench.results.trust.Timing;
import io.convbench.results.trust.Verdict;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Set;
import java.util.stream.Collectors;

/** A run's figures for a terminal, one line per architecture and configuration. */
final class SummaryTable {

  private static final String FORMAT = "%-{a}s %-{w}s %5s %8s %8s %9s %9s %9s %9s %7s %7s%n";
  private static final int NARROWEST_ARCHITECTURE = 19;
  private static final int NARROWEST = 18;

  private SummaryTable() {}

  static String of(History history) {
    List<Candidate> lines = history.candidates();
    ConfigurationNames names = history.names();
    int width =
        lines.stream().mapToInt(one -> name(one, names).length()).reduce(NARROWEST, Math::max);
    int architecture =
        lines.stream()
            .mapToInt(one -> one.architecture().length())
            .reduce(NARROWEST_ARCHITECTURE, Math::max);
    String format =
        FORMAT
            .replace("{a}", Integer.toString(architecture))
            .replace("{w}", Integer.toString(width));
    StringBuilder table = new StringBuilder();
    if (!lines.isEmpty()) {
      table.append(
          String.format(
              Locale.ROOT,
              format,
              "architecture",
              "configuration",
              "batch",
              "M params",
              "GMACs",
              "p50 ms",
              "images/s",
              "model MiB",
              "conf.err.",
              "top-1 %",
              "top-5 %"));
    }
    lines.forEach(one -> table.append(line(format, one, name(one, names))));
    verdicts(history).forEach(table::append);
    reasons(history.cells())
        .forEach(
            (reason, cells) ->
                table.append("%s cell%s %s%n".formatted(cells, cells == 1 ? "" : "s", reason)));
    parts(history.cells()).forEach(table::append);
    skipped(history.cells()).ifPresent(table::append);
    undecoded(history.cells()).ifPresent(table::append);
    cautions(history)
        .forEach(
            (caution, cells) ->
                table.append("caution, %s: %s%n".formatted(String.join(", ", cells), caution)));
    return table.toString();
  }

  /** How many rows with times of a kind can be trusted, and why the others cannot. */
  private static List<String> verdicts(History history) {
    Map<String, List<Observation>> timed = new LinkedHashMap<>();
    for (Observation one : history.observations()) {
      if (one.row().ok() && !one.ofScenario() && Timing.of(one.row()).isPresent()) {
        timed.computeIfAbsent(kind(one), unseen -> new ArrayList<>()).add(one);
      }
    }
    List<String> text = new ArrayList<>();
    timed.forEach(
        (kind, all) -> {
          text.add("%s: %s%n".formatted(kind, counts(all)));
          for (Observation one : all) {
            one.row()
                .text(Column.VERDICT_REASONS)
                .ifPresent(why -> text.add(reason(one, history.names(), why)));
          }
        });
    return text;
  }

  private static String kind(Observation one) {
    return Timing.of(one.row()).orElseThrow() == Timing.LATENCY ? "latencies" : one.measurement();
  }

  private static String counts(List<Observation> timed) {
    Map<Verdict, Long> counts = new EnumMap<>(Verdict.class);
    timed.forEach(one -> counts.merge(Verdict.of(one.row()), 1L, Long::sum));
    return counts.entrySet().stream()
        .map(
            count ->
                "%s %s%s"
                    .formatted(
                        count.getValue(),
                        count.getKey().word(),
                        count.getKey().sign().isEmpty()
                            ? ""
                            : " (%s)".formatted(count.getKey().sign())))
        .collect(Collectors.joining(", "));
  }

  private static String reason(Observation one, ConfigurationNames names, String why) {
    boolean latency = Timing.of(one.row()).orElseThrow() == Timing.LATENCY;
    return "%s, %s %s, %s: %s%n"
        .formatted(
            Verdict.of(one.row()).word(),
            one.architecture(),
            names.name(latency ? one.configuration().anyBatch() : one.configuration().untimed()),
            latency ? "batch " + one.configuration().batch() : one.measurement(),
            why);
  }

  /** That accuracies are of some images of a dataset alone. */
  private static List<String> parts(List<Row> rows) {
    return rows.stream()
        .filter(row -> row.text(Column.DATASET_PART).isPresent())
        .map(
            row ->
                "accuracy of a part of %s: images %s%n"
                    .formatted(
                        row.text(Column.DATASET).orElse("the dataset"),
                        row.text(Column.DATASET_PART).get()))
        .distinct()
        .toList();
  }

  /** What is among the images and was not scored, which is the same for all cells of a run. */
  private static Optional<String> skipped(List<Row> rows) {
    return rows.stream()
        .filter(row -> row.integer(Column.FILES_LEFT_OUT).orElse(0) > 0)
        .findFirst()
        .map(
            row ->
                "skipped in %s: %s files or folders, named by 'convbench dataset verify'%n"
                    .formatted(
                        row.text(Column.DATASET).orElse("the images"),
                        row.integer(Column.FILES_LEFT_OUT).getAsLong()));
  }

  /** What was meant to be scored and could not be, likewise; each cell's log names it. */
  private static Optional<String> undecoded(List<Row> rows) {
    return rows.stream()
        .filter(row -> row.integer(Column.IMAGES_FAILED).orElse(0) > 0)
        .findFirst()
        .map(
            row ->
                "not scored, as they cannot be decoded: %s images of %s, named by logs/%s.log of the run%n"
                    .formatted(
                        row.integer(Column.IMAGES_FAILED).getAsLong(),
                        row.text(Column.DATASET).orElse("the dataset"),
                        CellId.of(row)));
  }

  /** What to know before trusting figures, with the architectures and engines that have them. */
  private static Map<String, Set<String>> cautions(History history) {
    Map<String, Set<String>> cautions = new LinkedHashMap<>();
    for (Observation one : history.observations()) {
      one.row()
          .text(Column.CAUTION)
          .ifPresent(
              caution ->
                  cautions
                      .computeIfAbsent(caution, unseen -> new LinkedHashSet<>())
                      .add(
                          one.architecture()
                              + " "
                              + history.names().name(one.configuration().untimed())));
    }
    return cautions;
  }

  /** Without the batch, which has a column. */
  private static String name(Candidate one, ConfigurationNames names) {
    return names.name(one.configuration().anyBatch());
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

  private static String line(String format, Candidate one, String name) {
    long batch = one.configuration().batch();
    String sign = one.has(Column.LATENCY_P50_MS) ? one.verdict().sign() : "";
    return String.format(
        Locale.ROOT,
        format,
        one.architecture(),
        name,
        batch > 0 ? Long.toString(batch) : "-",
        text(one.number(Column.PARAMETERS), 1e-6, "%.2f"),
        text(one.number(Column.MACS), 1e-9, "%.3f"),
        text(one.number(Column.LATENCY_P50_MS), 1, "%.2f") + sign,
        text(one.number(Column.THROUGHPUT_IMAGES_PER_S), 1, "%.1f"),
        text(one.number(Column.MODEL_RSS_BYTES), 1.0 / (1 << 20), "%.0f"),
        text(one.number(Column.CONFORMANCE_ERROR), 1, "%.1e"),
        text(one.number(Column.TOP1), 100, "%.2f"),
        text(one.number(Column.TOP5), 100, "%.2f"));
  }

  static String text(OptionalDouble value, double factor, String format) {
    return value.isPresent()
        ? String.format(Locale.ROOT, format, factor * value.getAsDouble())
        : "-";
  }
}
