package io.convbench.reports.chart;

import io.convbench.reports.evidence.RateSearches.Kept;
import io.convbench.results.Column;
import io.convbench.results.CsvTable;
import io.convbench.results.SearchedRates.Trial;
import io.convbench.results.trust.Verdict;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.knowm.xchart.style.markers.SeriesMarkers;

/**
 * The 99th percentile of a server's queries against the rate at which they arrive, as the search
 * for the largest rate tried it: a small diagram per architecture.
 */
final class RateChart {

  private final double boundMillis;
  private final List<Kept> searches;
  private final ScenarioSeries series;

  private RateChart(double boundMillis, List<Kept> searches) {
    this.boundMillis = boundMillis;
    this.searches = searches;
    this.series = ScenarioSeries.of(searches.stream().map(Kept::cell).toList());
  }

  /** Draws searches, those of each bound together. */
  static List<Figure> draw(List<Kept> searches) {
    Map<Double, List<Kept>> bounds = new TreeMap<>();
    for (Kept one : searches) {
      double bound = one.cell().row().number(Column.LATENCY_BOUND_MS).orElseThrow();
      bounds.computeIfAbsent(bound, any -> new ArrayList<>()).add(one);
    }
    List<Figure> figures = new ArrayList<>();
    bounds.forEach((bound, own) -> figures.add(new RateChart(bound, own).draw()));
    return figures;
  }

  private Figure draw() {
    String bound = Rounding.plain(boundMillis);
    String title = "Server: latency against the offered rate, bound %s ms".formatted(bound);
    PanelGrid grid = PanelGrid.of(panels());
    List<String> names = series.names();
    Frame frame =
        new Frame(
            title,
            grid.chartHeight(names.size() + 1),
            "Offered rate, queries per second",
            "99th percentile of a query, ms");
    frame.panels(grid);
    for (int i = 0; i < names.size(); i++) {
      frame.legend(names.get(i), Palette.color(i), RatePanel.LINE, Palette.shape(i));
    }
    frame.legend("Latency bound", Palette.INK, RatePanel.BOUND, SeriesMarkers.NONE);
    return new Figure(
        "server-bound-" + bound.replace('.', '-') + "ms",
        title,
        "Queries of one image arrive as a Poisson process; their time counts from the scheduled"
            + " arrival. The last filled mark is the largest rate that kept the bound. Crosses at"
            + " the top are rates that did not, whose trials ended early. Each diagram has scales of"
            + " its own, from 0; further to the right is better."
            + doubtful(),
        "%s searches for the largest rate whose 99th percentile stays within %s ms."
            .formatted(searches.size(), bound),
        data(),
        frame.picture());
  }

  /** Which searches cannot be trusted. */
  private String doubtful() {
    List<String> names = series.names();
    StringBuilder text = new StringBuilder();
    for (Kept one : searches) {
      Verdict verdict = Verdict.of(one.cell().row());
      if (verdict != Verdict.VALID) {
        text.append(
            " %s, %s%s: %s."
                .formatted(
                    one.cell().architecture(),
                    names.get(series.all().indexOf(ScenarioSeries.One.of(one.cell()))),
                    verdict.sign(),
                    verdict.word()));
      }
    }
    return text.toString();
  }

  private List<RatePanel> panels() {
    Map<String, List<RatePanel.Line>> lines = new LinkedHashMap<>();
    List<String> names = series.names();
    for (Kept one : searches) {
      int index = series.all().indexOf(ScenarioSeries.One.of(one.cell()));
      lines
          .computeIfAbsent(one.cell().architecture(), any -> new ArrayList<>())
          .add(
              new RatePanel.Line(
                  names.get(index),
                  Palette.color(index),
                  Palette.shape(index),
                  one.rates().trials()));
    }
    List<RatePanel> panels = new ArrayList<>();
    lines.forEach((name, own) -> panels.add(new RatePanel(name, boundMillis, own)));
    return panels;
  }

  private CsvTable data() {
    CsvTable table =
        new CsvTable(
            Cells.timed(
                "architecture",
                "engine",
                Column.STREAMS.header(),
                Column.LATENCY_BOUND_MS.header(),
                Column.OFFERED_RATE_PER_S.header(),
                Column.ACHIEVED_RATE_PER_S.header(),
                Column.QUERIES.header(),
                Column.QUERY_P50_MS.header(),
                Column.QUERY_P90_MS.header(),
                Column.QUERY_P99_MS.header(),
                "bound_kept",
                "configuration"));
    List<String> names = series.names();
    for (Kept one : searches) {
      ScenarioSeries.One own = ScenarioSeries.One.of(one.cell());
      for (Trial trial : one.rates().trials()) {
        table.add(
            Cells.timed(
                List.of(
                    one.cell().architecture(),
                    one.cell().configuration().engine(),
                    Long.toString(own.streams()),
                    Double.toString(boundMillis),
                    Double.toString(trial.offeredPerSecond()),
                    Double.toString(trial.achievedPerSecond()),
                    Long.toString(trial.queries()),
                    Cells.text(trial.p50Millis()),
                    Cells.text(trial.p90Millis()),
                    Cells.text(trial.p99Millis()),
                    Boolean.toString(trial.boundKept()),
                    names.get(series.all().indexOf(own))),
                one.cell().row()));
      }
    }
    return table;
  }
}
