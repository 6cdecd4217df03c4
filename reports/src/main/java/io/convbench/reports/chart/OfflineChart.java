package io.convbench.reports.chart;

import io.convbench.results.Column;
import io.convbench.results.CsvTable;
import io.convbench.results.history.Observation;
import io.convbench.results.trust.Verdict;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Images per second of the offline scenario as bars, most first, numbers of streams beside. */
final class OfflineChart {

  private static final double LABEL_SPACE = 1.15;

  private final List<Observation> cells;
  private final ScenarioSeries series;
  private final List<String> architectures;

  private OfflineChart(List<Observation> cells) {
    this.cells = cells;
    this.series = ScenarioSeries.of(cells);
    Map<String, Double> most = new LinkedHashMap<>();
    cells.forEach(cell -> most.merge(cell.architecture(), drawn(cell), Math::max));
    this.architectures =
        most.keySet().stream()
            .sorted(Comparator.comparing((String name) -> most.get(name)).reversed())
            .toList();
  }

  /**
   * Draws the cells.
   *
   * @param cells offline, measured
   */
  static Figure draw(List<Observation> cells) {
    return new OfflineChart(cells).draw();
  }

  private Figure draw() {
    String title = "Offline: images per second";
    List<String> names = series.names();
    BarChart chart = new BarChart(title, "Images per second", architectures, names);
    for (int slot = 0; slot < names.size(); slot++) {
      List<Optional<Bar>> bars = new ArrayList<>();
      for (int row = 0; row < architectures.size(); row++) {
        Optional<Observation> cell = at(row, slot);
        bars.add(
            cell.filter(one -> verdict(one) != Verdict.INVALID).map(one -> new Bar(0, speed(one))));
        if (cell.isPresent()) {
          chart.add(label(cell.get(), names.get(slot), row, slot));
        }
      }
      chart.add(new BarSeries(names.get(slot), Palette.color(slot), slot, bars, names.size() == 1));
    }
    double most = Math.max(1, cells.stream().mapToDouble(OfflineChart::drawn).max().orElseThrow());
    return new Figure(
        "offline",
        title,
        "All images are there from the start; every stream takes the next batch when it has"
            + " finished one. The grey figure is the batch with the most images per second, which"
            + " was searched. Longer is better."
            + LatencyChart.doubtful(cells.stream().map(OfflineChart::verdict), "bar"),
        "%s architectures by images per second, from %s to %s."
            .formatted(
                architectures.size(),
                architectures.get(0),
                architectures.get(architectures.size() - 1)),
        data(),
        chart.linear(most * LABEL_SPACE));
  }

  private static Verdict verdict(Observation cell) {
    return Verdict.of(cell.row());
  }

  private static BarLabel label(Observation cell, String name, int row, int slot) {
    long batch = cell.row().integer(Column.BATCH_FOUND).orElse(1);
    Verdict verdict = verdict(cell);
    return new BarLabel(
        row,
        slot,
        drawn(cell),
        List.of(),
        Rounding.significant(speed(cell)) + (verdict == Verdict.UNKNOWN ? "" : verdict.sign()),
        "",
        "batch " + batch,
        "%s, %s: %s images per second with batch %s"
            .formatted(cell.architecture(), name, Rounding.significant(speed(cell)), batch));
  }

  private Optional<Observation> at(int row, int slot) {
    return cells.stream()
        .filter(cell -> cell.architecture().equals(architectures.get(row)))
        .filter(cell -> ScenarioSeries.One.of(cell).equals(series.all().get(slot)))
        .findFirst();
  }

  /** 0 where it is not valid, which has no bar and comes last. */
  private static double drawn(Observation cell) {
    return verdict(cell) == Verdict.INVALID ? 0 : speed(cell);
  }

  private static double speed(Observation cell) {
    return cell.row().number(Column.THROUGHPUT_IMAGES_PER_S).orElseThrow();
  }

  private CsvTable data() {
    CsvTable table =
        new CsvTable(
            Cells.timed(
                "architecture",
                "engine",
                Column.STREAMS.header(),
                Column.BATCH_FOUND.header(),
                Column.THROUGHPUT_IMAGES_PER_S.header(),
                "configuration"));
    List<String> names = series.names();
    for (int row = 0; row < architectures.size(); row++) {
      for (int slot = 0; slot < names.size(); slot++) {
        String name = names.get(slot);
        long streams = series.all().get(slot).streams();
        at(row, slot)
            .ifPresent(
                cell ->
                    table.add(
                        Cells.timed(
                            List.of(
                                cell.architecture(),
                                cell.configuration().engine(),
                                Long.toString(streams),
                                cell.row().values().get(Column.BATCH_FOUND).toString(),
                                Double.toString(speed(cell)),
                                name),
                            cell.row())));
      }
    }
    return table;
  }
}
