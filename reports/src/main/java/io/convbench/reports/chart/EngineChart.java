package io.convbench.reports.chart;

import io.convbench.results.Column;
import io.convbench.results.history.Candidate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** Engines against each other: how many times as long as the fastest each takes. */
public final class EngineChart {

  private static final double LABEL_ROOM = 2;

  private EngineChart() {}

  /**
   * Draws what several engines, machines or versions timed.
   *
   * @param slug of what the candidates have in common, for the file name
   * @param label of it, for the heading
   * @param candidates of all series under it
   */
  static Optional<Figure> draw(String slug, String label, List<Candidate> candidates) {
    SeriesRows rows =
        SeriesRows.of(
            candidates.stream().filter(Candidate::hasUsableLatency).toList(),
            Column.LATENCY_P50_MS);
    if (rows.series().size() < 2) {
      return Optional.empty();
    }
    String title = "Engines against each other: " + label;
    BarChart chart =
        new BarChart(
            title,
            "Median latency / that of the fastest (logarithmic)",
            rows.architectures(),
            List.of(""));
    double most = 1;
    for (int slot = 0; slot < rows.series().size(); slot++) {
      List<OptionalDouble> ratios = ratios(rows, slot);
      most =
          Math.max(most, ratios.stream().flatMapToDouble(OptionalDouble::stream).max().orElse(1));
      chart.add(
          new MarkSeries(
              rows.names().get(slot), Palette.color(slot), Palette.shape(slot), List.of(ratios)));
    }
    for (int row = 0; row < rows.architectures().size(); row++) {
      chart.add(label(rows, row));
    }
    String means = means(rows);
    return Optional.of(
        new Figure(
            "engines-" + slug,
            title,
            "Each mark is an engine's median as a multiple of the fastest engine's for that"
                + " architecture, so the fastest stands at 1; its name and time are behind the"
                + " marks. "
                + rows.order("Fastest", "mark")
                + means
                + LatencyChart.doubtful(rows.candidates().stream().map(Candidate::verdict), "mark"),
            "Median latencies of %s architectures as multiples of the fastest.%s"
                .formatted(rows.architectures().size(), means),
            rows.table(
                List.of(
                    Column.LATENCY_P50_MS,
                    Column.LATENCY_P50_PI95_LOW_MS,
                    Column.LATENCY_P50_PI95_HIGH_MS,
                    Column.VERDICT,
                    Column.VERDICT_REASONS)),
            chart.logarithmic(0.93, most * LABEL_ROOM)));
  }

  private static List<OptionalDouble> ratios(SeriesRows rows, int slot) {
    return IntStream.range(0, rows.architectures().size())
        .mapToObj(
            row ->
                rows.at(row, slot)
                    .map(one -> OptionalDouble.of(median(one) / median(fastest(rows, row))))
                    .orElse(OptionalDouble.empty()))
        .toList();
  }

  private static BarLabel label(SeriesRows rows, int row) {
    Candidate fastest = fastest(rows, row);
    List<String> all = new ArrayList<>();
    double end = 1;
    for (int slot = 0; slot < rows.series().size(); slot++) {
      Optional<Candidate> candidate = rows.at(row, slot);
      if (candidate.isPresent()) {
        double ratio = median(candidate.get()) / median(fastest);
        end = Math.max(end, ratio);
        all.add(
            "%s %s ms%s (%s times)"
                .formatted(
                    rows.names().get(slot),
                    Rounding.significant(median(candidate.get())),
                    LatencyChart.sign(candidate.get()),
                    Rounding.fixed(ratio, 2)));
      }
    }
    String text =
        "%s %s ms%s"
            .formatted(
                rows.name(fastest),
                Rounding.significant(median(fastest)),
                LatencyChart.sign(fastest));
    return new BarLabel(
        row, 0, end, text, rows.architectures().get(row) + ": " + String.join(", ", all));
  }

  private static Candidate fastest(SeriesRows rows, int row) {
    return IntStream.range(0, rows.series().size())
        .mapToObj(slot -> rows.at(row, slot))
        .flatMap(Optional::stream)
        .min(Comparator.comparingDouble(EngineChart::median))
        .orElseThrow();
  }

  /** Of the architectures that all have, so that no engine is spared a hard one. */
  private static String means(SeriesRows rows) {
    List<Integer> shared =
        IntStream.range(0, rows.architectures().size())
            .filter(
                row ->
                    IntStream.range(0, rows.series().size())
                        .allMatch(slot -> rows.at(row, slot).isPresent()))
            .boxed()
            .toList();
    if (shared.isEmpty()) {
      return "";
    }
    String means =
        IntStream.range(0, rows.series().size())
            .mapToObj(
                slot ->
                    "%s %s"
                        .formatted(
                            rows.names().get(slot), Rounding.fixed(mean(rows, slot, shared), 2)))
            .collect(Collectors.joining(", "));
    return " Geometric means of the multiples over the %s that all timed: %s."
        .formatted(
            shared.size() == 1 ? "one architecture" : shared.size() + " architectures", means);
  }

  private static double mean(SeriesRows rows, int slot, List<Integer> shared) {
    List<OptionalDouble> ratios = ratios(rows, slot);
    return Math.exp(
        shared.stream()
            .mapToDouble(row -> Math.log(ratios.get(row).getAsDouble()))
            .average()
            .orElseThrow());
  }

  private static double median(Candidate one) {
    return one.number(Column.LATENCY_P50_MS).orElseThrow();
  }
}
