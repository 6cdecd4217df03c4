package io.convbench.reports.chart;

import io.convbench.reports.findings.Candidate;
import io.convbench.results.Column;
import io.convbench.results.CsvTable;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;

/** Median latency as bars with marks for the tail, fastest first, engines side by side. */
public final class LatencyChart {

  /** How far beyond the slowest median the axis goes for the sake of a tail. */
  private static final double TAIL_ROOM = 1.6;

  private static final double LABEL_ROOM = 1.13;
  private static final List<Column> COLUMNS =
      List.of(
          Column.LATENCY_P50_MS,
          Column.LATENCY_P90_MS,
          Column.LATENCY_P99_MS,
          Column.LATENCY_MEAN_MS,
          Column.LATENCY_CI95_LOW_MS,
          Column.LATENCY_CI95_HIGH_MS,
          Column.THROUGHPUT_IMAGES_PER_S,
          Column.LATENCY_SAMPLES);

  private LatencyChart() {}

  /**
   * Draws what was timed.
   *
   * @param slug of the configuration without engine, for the file name
   * @param label of it, for the heading
   * @param candidates of all engines under it
   */
  public static Plate draw(String slug, String label, List<Candidate> candidates) {
    String title = "Latency: " + label;
    EngineRows rows = EngineRows.of(candidates, Column.LATENCY_P50_MS);
    if (rows.architectures().isEmpty()) {
      return new Absent(title, "No latency was measured on %s.".formatted(label));
    }
    double end = end(rows);
    BarChart chart =
        new BarChart(
            title,
            "Time of one forward pass of the batch, ms",
            rows.architectures(),
            rows.engines().size());
    for (int slot = 0; slot < rows.engines().size(); slot++) {
      bars(chart, rows, slot, end);
    }
    marks(chart, rows, "90th percentile", Column.LATENCY_P90_MS, 1.5f, end);
    marks(chart, rows, "99th percentile", Column.LATENCY_P99_MS, 3f, end);
    return new Figure(
        "latency-" + slug,
        title,
        "Bars end at the median, strokes at the 90th and 99th percentile; behind them the median and,"
            + " in grey, the 99th percentile (p99), which may lie beyond the axis. "
            + rows.order("Fastest")
            + " Shorter is better.",
        description(rows),
        data(rows),
        chart.linear(end * LABEL_ROOM));
  }

  private static void bars(BarChart chart, EngineRows rows, int slot, double end) {
    List<Optional<Bar>> bars = new ArrayList<>();
    for (int row = 0; row < rows.architectures().size(); row++) {
      Optional<Candidate> candidate = rows.at(row, slot);
      bars.add(candidate.map(one -> new Bar(0, one.number(Column.LATENCY_P50_MS).orElseThrow())));
      if (candidate.isPresent()) {
        chart.add(label(candidate.get(), row, slot, end));
      }
    }
    String name = rows.engines().size() == 1 ? "Median" : "Median, " + rows.engines().get(slot);
    chart.add(new BarSeries(name, Palette.color(slot), slot, bars));
  }

  private static BarLabel label(Candidate candidate, int row, int slot, double end) {
    double reach = 0;
    for (Column column :
        List.of(Column.LATENCY_P50_MS, Column.LATENCY_P90_MS, Column.LATENCY_P99_MS)) {
      double value = candidate.number(column).orElse(0);
      reach = value <= end ? Math.max(reach, value) : reach;
    }
    String p50 = Rounding.significant(candidate.number(Column.LATENCY_P50_MS).orElseThrow());
    String p99 =
        candidate.has(Column.LATENCY_P99_MS)
            ? "p99 " + Rounding.significant(candidate.number(Column.LATENCY_P99_MS).getAsDouble())
            : "";
    return new BarLabel(row, slot, reach, p50, p99, hint(candidate));
  }

  private static String hint(Candidate candidate) {
    StringBuilder hint =
        new StringBuilder(
            "%s, %s: ms at the median %s"
                .formatted(
                    candidate.architecture(),
                    candidate.configuration().engine(),
                    Rounding.significant(candidate.number(Column.LATENCY_P50_MS).orElseThrow())));
    candidate
        .number(Column.LATENCY_P90_MS)
        .ifPresent(value -> hint.append(", 90 % ").append(Rounding.significant(value)));
    candidate
        .number(Column.LATENCY_P99_MS)
        .ifPresent(value -> hint.append(", 99 % ").append(Rounding.significant(value)));
    return hint.toString();
  }

  private static void marks(
      BarChart chart, EngineRows rows, String name, Column column, float width, double end) {
    List<List<OptionalDouble>> values = new ArrayList<>();
    for (int slot = 0; slot < rows.engines().size(); slot++) {
      List<OptionalDouble> own = new ArrayList<>();
      for (int row = 0; row < rows.architectures().size(); row++) {
        OptionalDouble value =
            rows.at(row, slot).map(one -> one.number(column)).orElse(OptionalDouble.empty());
        own.add(value.isPresent() && value.getAsDouble() <= end ? value : OptionalDouble.empty());
      }
      values.add(own);
    }
    chart.add(new MarkSeries(name, Palette.INK, new TickMarker(width), values));
  }

  private static double end(EngineRows rows) {
    double p50 = rows.max(Column.LATENCY_P50_MS);
    double tail = Math.max(rows.max(Column.LATENCY_P90_MS), rows.max(Column.LATENCY_P99_MS));
    return Math.max(p50, Math.min(tail, TAIL_ROOM * p50));
  }

  private static String description(EngineRows rows) {
    return "%s architectures by median latency, from %s to %s."
        .formatted(
            rows.architectures().size(),
            rows.architectures().get(0),
            rows.architectures().get(rows.architectures().size() - 1));
  }

  private static CsvTable data(EngineRows rows) {
    return rows.table(COLUMNS);
  }
}
