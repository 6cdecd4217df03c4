package io.convbench.reports.chart;

import io.convbench.results.Column;
import io.convbench.results.history.Candidate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * What a model adds to the process, measured, above what the graph needs at least: as bars; of so
 * many architectures that bars would be too many, as marks on a logarithmic axis.
 */
public final class MemoryChart {

  private static final double LABEL_ROOM = 1.1;
  private static final List<Column> COLUMNS =
      List.of(
          Column.MODEL_RSS_BYTES,
          Column.PEAK_RSS_BYTES,
          Column.BASELINE_RSS_BYTES,
          Column.WEIGHT_BYTES,
          Column.PEAK_ACTIVATION_BYTES);

  private MemoryChart() {}

  /**
   * Draws what was measured.
   *
   * @param slug of what the candidates have in common, for the file name
   * @param label of it, for the heading
   * @param candidates of all series under it
   */
  public static ChartSlot draw(String slug, String label, List<Candidate> candidates) {
    String title = "Memory: " + label;
    SeriesRows rows = SeriesRows.of(candidates, Column.MODEL_RSS_BYTES);
    if (rows.architectures().isEmpty()) {
      return new OmittedChart(title, "No memory was measured on %s.".formatted(label));
    }
    return DotChart.suits(rows) ? dots(slug, title, rows) : bars(slug, title, rows);
  }

  private static Figure bars(String slug, String title, SeriesRows rows) {
    int measured = rows.series().size();
    List<String> series = new ArrayList<>(rows.names());
    series.add("graph");
    BarChart chart = new BarChart(title, "Memory, MiB", rows.architectures(), series);
    double end = 0;
    for (int slot = 0; slot < measured; slot++) {
      end = Math.max(end, measured(chart, rows, slot));
    }
    end = Math.max(end, graph(chart, rows, measured));
    return new Figure(
        "memory-" + slug,
        title,
        "Measured: peak resident set of the process minus that of the bare engine. The lowest bar is"
            + " what the graph needs at least: its weights, and the most that activations of one image"
            + " take at once. "
            + rows.order("Smallest", "bar")
            + " Shorter is better.",
        rows.description("the memory that the model adds"),
        rows.table(COLUMNS),
        chart.linear(Math.max(end, 1) * LABEL_ROOM));
  }

  private static Figure dots(String slug, String title, SeriesRows rows) {
    DotChart chart =
        new DotChart(title, "Memory, MiB (logarithmic)", rows, row -> line(rows, row))
            .add(", measured", one -> dot(Optional.of(mebibytes(one, Column.MODEL_RSS_BYTES))))
            .add(
                "Weights and peak activations of one image, from the graph",
                Palette.GREY,
                Palette.shape(rows.series().size()),
                row -> dot(graph(any(rows, row))));
    return new Figure(
        "memory-" + slug,
        title,
        "Measured: peak resident set of the process minus that of the bare engine. Grey: what the"
            + " graph needs at least, its weights and the most that activations of one image take"
            + " at once. The figure behind the marks is the least that was measured. The axis is"
            + " logarithmic: equal distances are equal ratios; a model that adds nothing has no"
            + " mark. "
            + rows.order("Smallest", "mark")
            + " Farther left is better.",
        rows.description("the memory that the model adds"),
        rows.table(COLUMNS),
        chart.picture(""));
  }

  private static Optional<DotChart.Dot> dot(Optional<Double> value) {
    return value.filter(one -> one > 0).map(DotChart.Dot::of);
  }

  private static DotChart.Line line(SeriesRows rows, int row) {
    List<Candidate> own = rows.of(row);
    Candidate least =
        own.stream()
            .min(Comparator.comparingDouble(one -> mebibytes(one, Column.MODEL_RSS_BYTES)))
            .orElseThrow();
    String measured =
        own.stream()
            .map(one -> rows.name(one) + " " + measured(one))
            .collect(Collectors.joining(", "));
    return new DotChart.Line(
        rows.architectures().get(row),
        measured(least),
        rows.series().size() == 1 ? "" : rows.name(least),
        "%s, MiB that the model adds: %s%s"
            .formatted(
                rows.architectures().get(row),
                measured,
                graph(any(rows, row))
                    .map(one -> "; the graph needs " + Rounding.significant(one))
                    .orElse("")));
  }

  private static String measured(Candidate one) {
    return Rounding.significant(mebibytes(one, Column.MODEL_RSS_BYTES));
  }

  private static Optional<Double> graph(Candidate one) {
    return one.has(Column.WEIGHT_BYTES)
        ? Optional.of(
            mebibytes(one, Column.WEIGHT_BYTES) + mebibytes(one, Column.PEAK_ACTIVATION_BYTES))
        : Optional.empty();
  }

  private static double measured(BarChart chart, SeriesRows rows, int slot) {
    List<Optional<Bar>> bars = new ArrayList<>();
    double end = 0;
    for (int row = 0; row < rows.architectures().size(); row++) {
      Optional<Candidate> candidate = rows.at(row, slot);
      if (candidate.isEmpty()) {
        bars.add(Optional.empty());
        continue;
      }
      double value = mebibytes(candidate.get(), Column.MODEL_RSS_BYTES);
      bars.add(Optional.of(new Bar(0, Math.max(0, value))));
      end = Math.max(end, value);
      String text = Rounding.significant(value);
      chart.add(
          new BarLabel(
              row,
              slot,
              Math.max(0, value),
              text,
              "%s, %s: the model adds %s MiB"
                  .formatted(rows.architectures().get(row), rows.names().get(slot), text)));
    }
    boolean alone = rows.series().size() == 1;
    String name = alone ? "Added by the model, measured" : rows.names().get(slot) + ", measured";
    chart.add(new BarSeries(name, Palette.color(slot), slot, bars, alone));
    return end;
  }

  private static double graph(BarChart chart, SeriesRows rows, int slot) {
    List<Optional<Bar>> weights = new ArrayList<>();
    List<Optional<Bar>> activations = new ArrayList<>();
    double end = 0;
    for (int row = 0; row < rows.architectures().size(); row++) {
      Candidate candidate = any(rows, row);
      if (!candidate.has(Column.WEIGHT_BYTES)) {
        weights.add(Optional.empty());
        activations.add(Optional.empty());
        continue;
      }
      double first = mebibytes(candidate, Column.WEIGHT_BYTES);
      double second = mebibytes(candidate, Column.PEAK_ACTIVATION_BYTES);
      weights.add(Optional.of(new Bar(0, first)));
      activations.add(Optional.of(new Bar(first, first + second)));
      end = Math.max(end, first + second);
      chart.add(
          new BarLabel(
              row,
              slot,
              first + second,
              Rounding.significant(first) + " + " + Rounding.significant(second),
              "%s, from the graph: weights %s MiB, peak activations %s MiB"
                  .formatted(
                      candidate.architecture(),
                      Rounding.significant(first),
                      Rounding.significant(second))));
    }
    chart.add(new BarSeries("Weights, from the graph", Palette.GREY, slot, weights, true));
    chart.add(
        new BarSeries(
            "Peak activations of one image, from the graph", Palette.SKY, slot, activations, true));
    return end;
  }

  private static Candidate any(SeriesRows rows, int row) {
    return rows.candidates().stream()
        .filter(one -> one.architecture().equals(rows.architectures().get(row)))
        .findFirst()
        .orElseThrow();
  }

  private static double mebibytes(Candidate candidate, Column column) {
    return Rounding.mebibytes(candidate.number(column).orElse(0));
  }
}
