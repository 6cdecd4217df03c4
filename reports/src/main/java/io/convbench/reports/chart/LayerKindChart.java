package io.convbench.reports.chart;

import io.convbench.results.Column;
import io.convbench.results.history.Candidate;
import java.awt.Color;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** Where the MACs of each architecture go: shares by layer kind, smallest total first. */
public final class LayerKindChart {

  private static final double LABEL_ROOM = 113;
  private static final List<Column> KINDS =
      List.of(
          Column.MACS_CONVOLUTION, Column.MACS_POINTWISE, Column.MACS_DEPTHWISE, Column.MACS_DENSE);
  private static final Map<Column, String> NAMES =
      Map.of(
          Column.MACS_CONVOLUTION, "Convolutions larger than 1x1",
          Column.MACS_POINTWISE, "1x1 convolutions",
          Column.MACS_DEPTHWISE, "Depthwise convolutions",
          Column.MACS_DENSE, "Dense layers");
  private static final Map<Column, Color> COLORS =
      Map.of(
          Column.MACS_CONVOLUTION, Palette.BLUE,
          Column.MACS_POINTWISE, Palette.ORANGE,
          Column.MACS_DEPTHWISE, Palette.GREEN,
          Column.MACS_DENSE, Palette.PURPLE);

  private LayerKindChart() {}

  /** Draws the candidates whose cost is known, one an architecture. */
  public static ChartSlot draw(List<Candidate> architectures) {
    String title = "Cost by layer kind";
    SeriesRows rows = SeriesRows.of(architectures, Column.MACS);
    if (rows.architectures().isEmpty()) {
      return new OmittedChart(title, "No cost was computed in this run: it was not asked for.");
    }
    List<Candidate> sorted = new ArrayList<>();
    for (String name : rows.architectures()) {
      sorted.add(
          rows.candidates().stream()
              .filter(one -> one.architecture().equals(name))
              .findFirst()
              .orElseThrow());
    }
    BarChart chart = new BarChart(title, "Share of the MACs, %", rows.architectures(), List.of(""));
    KINDS.forEach(kind -> chart.add(bars(kind, sorted)));
    for (int row = 0; row < sorted.size(); row++) {
      chart.add(label(sorted.get(row), row));
    }
    List<Column> columns = new ArrayList<>(List.of(Column.MACS, Column.FLOPS));
    columns.addAll(KINDS);
    return new Figure(
        "layer-kinds",
        title,
        "MACs of one image by kind of layer; the total in GMACs follows each bar. Batch norms,"
            + " activations and pooling are not counted. Cheapest first.",
        "%s architectures, their MACs split by kind of layer.".formatted(sorted.size()),
        rows.table(columns),
        chart.sparse().linear(LABEL_ROOM));
  }

  private static BarSeries bars(Column kind, List<Candidate> sorted) {
    List<Optional<Bar>> bars = new ArrayList<>();
    for (Candidate candidate : sorted) {
      double from = 0;
      for (Column before : KINDS.subList(0, KINDS.indexOf(kind))) {
        from += share(candidate, before);
      }
      double own = share(candidate, kind);
      bars.add(own > 0 ? Optional.of(new Bar(from, from + own)) : Optional.empty());
    }
    return new BarSeries(NAMES.get(kind), COLORS.get(kind), 0, bars, true);
  }

  private static BarLabel label(Candidate candidate, int row) {
    StringBuilder hint = new StringBuilder(candidate.architecture()).append(":");
    for (Column kind : KINDS) {
      hint.append(" ")
          .append(Rounding.fixed(share(candidate, kind), 1))
          .append(" % ")
          .append(NAMES.get(kind).toLowerCase(Locale.ROOT))
          .append(kind == Column.MACS_DENSE ? "" : ",");
    }
    double total = candidate.number(Column.MACS).orElseThrow() / 1e9;
    return new BarLabel(row, 0, 100, Rounding.significant(total) + " GMACs", hint.toString());
  }

  private static double share(Candidate candidate, Column kind) {
    double total = candidate.number(Column.MACS).orElseThrow();
    return total == 0 ? 0 : 100 * candidate.number(kind).orElse(0) / total;
  }
}
