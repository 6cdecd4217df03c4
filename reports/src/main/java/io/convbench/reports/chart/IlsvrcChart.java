package io.convbench.reports.chart;

import io.convbench.reports.depth.IlsvrcEntry;
import io.convbench.results.CsvTable;
import java.awt.Color;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** ILSVRC's top-5 errors by year, with the depth of the winners. */
final class IlsvrcChart {

  private static final String TITLE = "ILSVRC: top-5 error of the winners and of VGG";
  private static final double LABEL_SPACE = 1.12;

  private final List<IlsvrcEntry> entries;

  private IlsvrcChart(List<IlsvrcEntry> entries) {
    this.entries = entries;
  }

  static Figure draw() {
    return new IlsvrcChart(IlsvrcEntry.all()).figure();
  }

  private Figure figure() {
    BarChart chart =
        new BarChart(
            TITLE,
            "Top-5 error, % (published)",
            entries.stream().map(IlsvrcEntry::label).toList(),
            List.of(""));
    chart.add(bars("Features made by hand", Palette.GREY, false));
    chart.add(bars("Convolutional networks", Palette.BLUE, true));
    for (int row = 0; row < entries.size(); row++) {
      chart.add(label(row, entries.get(row)));
    }
    double most = entries.stream().mapToDouble(IlsvrcChart::percent).max().orElseThrow();
    return new Figure(
        "ilsvrc-winners",
        TITLE,
        "Published, not measured here, on the challenge's test images. The convolutional networks"
            + " entered as averages of several and of many crops; single networks on single crops,"
            + " as below, are worse by some points.",
        "Top-5 errors fell from %s %% in %s to %s %% in %s, while depth grew to %s layers."
            .formatted(
                Rounding.plain(percent(entries.get(0))),
                entries.get(0).year(),
                Rounding.plain(percent(last())),
                last().year(),
                last().layers().orElseThrow()),
        data(),
        chart.linear(most * LABEL_SPACE));
  }

  private IlsvrcEntry last() {
    return entries.get(entries.size() - 1);
  }

  private BarSeries bars(String name, Color color, boolean networks) {
    List<Optional<Bar>> bars = new ArrayList<>();
    for (IlsvrcEntry one : entries) {
      bars.add(
          one.layers().isPresent() == networks
              ? Optional.of(new Bar(0, percent(one)))
              : Optional.empty());
    }
    return new BarSeries(name, color, 0, bars, true);
  }

  private static BarLabel label(int row, IlsvrcEntry one) {
    String layers = one.layers().isPresent() ? one.layers().getAsInt() + " layers" : "shallow";
    String error = Rounding.plain(percent(one));
    return new BarLabel(
        row,
        0,
        percent(one),
        List.of(),
        error,
        "",
        layers,
        "%s: %s %% top-5 error, %s (%s)".formatted(one.label(), error, layers, one.source()));
  }

  private static double percent(IlsvrcEntry one) {
    return 100 * one.top5Error();
  }

  private CsvTable data() {
    CsvTable table = new CsvTable(List.of("year", "entry", "depth", "top5_error", "source"));
    for (IlsvrcEntry one : entries) {
      table.add(
          List.of(
              Integer.toString(one.year()),
              one.entry(),
              one.layers().isPresent() ? Integer.toString(one.layers().getAsInt()) : "",
              Double.toString(one.top5Error()),
              one.source()));
    }
    return table;
  }
}
