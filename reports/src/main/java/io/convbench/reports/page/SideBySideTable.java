package io.convbench.reports.page;

import io.convbench.reports.chart.Rounding;
import io.convbench.results.Column;
import io.convbench.results.history.Candidate;
import io.convbench.results.history.Configuration;
import io.convbench.results.history.ConfigurationNames;
import io.convbench.results.history.History;
import io.convbench.results.history.Top1;
import io.convbench.results.selection.Estimate;
import io.convbench.results.selection.Metric;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The table of architectures, a line each for every batch and number of threads, with engines and
 * machines side by side.
 */
final class SideBySideTable {

  /**
   * A line.
   *
   * @param load batch and threads where these differ; empty else
   * @param candidates by their place in the series
   */
  private record Line(String load, List<Optional<Candidate>> candidates) {

    Candidate first() {
      return candidates.stream().flatMap(Optional::stream).findFirst().orElseThrow();
    }

    /** Those whose latency says something, the fastest first. */
    List<Candidate> fastest() {
      return candidates.stream()
          .flatMap(Optional::stream)
          .filter(Candidate::hasUsableLatency)
          .sorted(Comparator.comparingDouble(one -> p50(one).value()))
          .toList();
    }

    private static Estimate p50(Candidate one) {
      return Metric.P50.of(one).orElseThrow();
    }
  }

  private final List<Configuration> series;
  private final List<String> names;

  private SideBySideTable(List<Configuration> series) {
    this.series = series;
    ConfigurationNames all = ConfigurationNames.of(series);
    this.names = series.stream().map(all::name).toList();
  }

  /** The fastest first; without lines where there is nothing to compare. */
  static SortableTable of(History history) {
    List<Candidate> timed =
        history.candidates().stream()
            .filter(one -> one.has(Column.LATENCY_P50_MS) || one.has(Column.PEAK_RSS_BYTES))
            .toList();
    List<Configuration> series =
        timed.stream().map(one -> one.configuration().untimed()).distinct().toList();
    SideBySideTable table = new SideBySideTable(series);
    return SortableTable.of(
        series.size() < 2 ? List.of() : table.lines(timed),
        table.columns(),
        SideBySideTable::traits);
  }

  private static Map<String, String> traits(Line line) {
    Map<String, String> traits = new LinkedHashMap<>();
    traits.put("load", line.load());
    traits.put("family", line.first().family());
    return traits;
  }

  private List<Line> lines(List<Candidate> timed) {
    Map<List<Object>, List<Candidate>> groups = new LinkedHashMap<>();
    for (Candidate one : timed) {
      Configuration own = one.configuration();
      groups
          .computeIfAbsent(
              List.of(own.batch(), own.threads(), one.architecture()), key -> new ArrayList<>())
          .add(one);
    }
    boolean batches = timed.stream().map(one -> one.configuration().batch()).distinct().count() > 1;
    boolean threads =
        timed.stream().map(one -> one.configuration().threads()).distinct().count() > 1;
    return groups.values().stream()
        .map(group -> new Line(load(group.get(0), batches, threads), inSeries(group)))
        .sorted(Comparator.comparingDouble(SideBySideTable::rank))
        .toList();
  }

  private List<Optional<Candidate>> inSeries(List<Candidate> group) {
    return series.stream()
        .map(
            one ->
                group.stream()
                    .filter(candidate -> candidate.configuration().untimed().equals(one))
                    .findFirst())
        .toList();
  }

  private static String load(Candidate one, boolean batches, boolean threads) {
    return Stream.of(
            batches ? "batch " + one.configuration().batch() : "",
            threads ? "threads " + one.configuration().threads() : "")
        .filter(word -> !word.isEmpty())
        .collect(Collectors.joining(", "));
  }

  private static double rank(Line line) {
    return line.fastest().stream()
        .findFirst()
        .map(one -> Line.p50(one).value())
        .orElse(Double.MAX_VALUE);
  }

  private List<TableColumn<Line>> columns() {
    List<TableColumn<Line>> columns = new ArrayList<>();
    columns.add(
        TableColumn.text(
            "Architecture",
            Conventions.NAME,
            line ->
                new TableCell(
                    line.first().architecture(), line.load(), line.first().architecture(), "")));
    columns.add(
        new TableColumn<>(
            "",
            "GMACs",
            "10^9 multiply-accumulates of one image",
            Order.LESS_IS_BETTER,
            line ->
                TableCell.of(
                    line.first().number(Column.MACS), value -> Rounding.significant(value / 1e9))));
    columns.add(
        new TableColumn<>(
            "",
            "top‑1, %",
            "measured here where it was, with its interval; else published",
            Order.MORE_IS_BETTER,
            SideBySideTable::top1));
    columns.add(
        TableColumn.text(
            "Fastest",
            "by the median; below it how many times as long the next takes; ≈ where their intervals"
                + " have values in common",
            this::fastest));
    figures(columns, "Median (p50) of the batch, ms", Metric.P50, 1);
    figures(columns, "99th percentile, ms", Metric.P99, 1);
    figures(columns, "Memory of the process, MiB", Metric.MEMORY, 1.0 / (1 << 20));
    figures(columns, "GPU memory, MiB", Metric.GPU_MEMORY, 1.0 / (1 << 20));
    return columns;
  }

  private void figures(
      List<TableColumn<Line>> columns, String group, Metric metric, double factor) {
    for (int i = 0; i < series.size(); i++) {
      int slot = i;
      columns.add(
          new TableColumn<>(
              group,
              names.get(i),
              "",
              Order.LESS_IS_BETTER,
              line ->
                  line.candidates()
                      .get(slot)
                      .map(one -> figure(one, metric, factor))
                      .orElse(TableCell.EMPTY)));
    }
  }

  private static TableCell figure(Candidate one, Metric metric, double factor) {
    Optional<Estimate> figure = metric.of(one);
    if (figure.isEmpty()) {
      return TableCell.EMPTY;
    }
    double value = figure.get().value();
    TableCell cell =
        new TableCell(
            Rounding.significant(value * factor),
            "",
            Double.toString(value),
            interval(figure.get(), factor));
    TableCell judged = metric.isTimed() ? cell.judged(one.verdict(), one.verdictReasons()) : cell;
    return metric == Metric.P99 && one.fewPassesFor(Column.LATENCY_P99_MS)
        ? judged.marked(Mark.FEW_PASSES, Mark.FEW_PASSES.meaning())
        : judged;
  }

  private static String interval(Estimate figure, double factor) {
    return figure.hasInterval()
        ? "between %s and %s"
            .formatted(
                Rounding.significant(figure.low().getAsDouble() * factor),
                Rounding.significant(figure.high().getAsDouble() * factor))
        : "";
  }

  private static TableCell top1(Line line) {
    Candidate one =
        line.candidates().stream()
            .flatMap(Optional::stream)
            .filter(candidate -> candidate.has(Column.TOP1))
            .findFirst()
            .orElse(line.first());
    if (one.has(Column.TOP1)) {
      return TableCell.percent(
          one.number(Column.TOP1),
          one.number(Column.TOP1_CI95_LOW),
          one.number(Column.TOP1_CI95_HIGH));
    }
    Optional<Top1> published = one.top1();
    TableCell cell = TableCell.of(one.number(Column.PUBLISHED_TOP1), Rounding::percent);
    return published.map(Top1::atOtherSize).orElse(false)
        ? cell.marked(Mark.OTHER_SIZE, Mark.OTHER_SIZE.meaning())
        : cell;
  }

  private TableCell fastest(Line line) {
    List<Candidate> sorted = line.fastest();
    if (sorted.isEmpty()) {
      return TableCell.EMPTY;
    }
    String name = name(sorted.get(0));
    if (sorted.size() == 1) {
      return new TableCell(name, "", name, "");
    }
    Estimate best = Line.p50(sorted.get(0));
    Estimate next = Line.p50(sorted.get(1));
    String times = Rounding.fixed(next.value() / best.value(), 2) + " × ";
    return best.isApartFrom(next)
        ? new TableCell(name, times + name(sorted.get(1)), name, "")
        : new TableCell("≈ " + name, times + name(sorted.get(1)), name, "cannot be told apart");
  }

  private String name(Candidate one) {
    return names.get(series.indexOf(one.configuration().untimed()));
  }
}
