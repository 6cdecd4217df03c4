package io.convbench.reports.chart;

import io.convbench.reports.depth.Networks;
import io.convbench.results.Column;
import io.convbench.results.CsvTable;
import io.convbench.results.history.Candidate;
import io.convbench.results.history.ConfigurationNames;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.function.Function;
import org.knowm.xchart.style.Styler;
import org.knowm.xchart.style.markers.Marker;
import org.knowm.xchart.style.markers.SeriesMarkers;

/**
 * Error, MACs and latency against depth. Families of ILSVRC's winners have colours, names and lines
 * from the shallower to the deeper; all others are grey marks, which tell their names to those who
 * point at them.
 */
final class DepthChart {

  private static final String TITLE = "Depth against error, MACs and latency";
  private static final String OTHERS = "Other families";

  /** What is drawn against depth. */
  private enum Quantity {
    ERROR("Top-5 error, %", "% top-5 error"),
    MACS("GMACs of one image (logarithmic)", "GMACs"),
    LATENCY("Median latency, ms (logarithmic)", "ms");

    private final String title;
    private final String unit;

    Quantity(String title, String unit) {
      this.title = title;
      this.unit = unit;
    }
  }

  private final Networks networks;
  private final ConfigurationNames names;
  private final Palette palette;

  private DepthChart(Networks networks, ConfigurationNames names) {
    this.networks = networks;
    this.names = names;
    this.palette =
        new Palette(
            networks.all().stream().filter(Networks::isWinners).map(Candidate::family).toList());
  }

  /**
   * Draws networks.
   *
   * @param names of the history's configurations
   */
  static Figure draw(Networks networks, ConfigurationNames names) {
    return new DepthChart(networks, names).figure();
  }

  private Figure figure() {
    List<DepthPanel> panels = new ArrayList<>();
    panel(Quantity.ERROR, DepthChart::errorPercent, panels);
    panel(Quantity.MACS, DepthChart::gigamacs, panels);
    panel(Quantity.LATENCY, networks::latencyMillis, panels);
    PanelGrid grid = PanelGrid.of(panels);
    Frame frame =
        new Frame(
            TITLE,
            grid.chartHeight(1),
            "Depth: convolutions and dense layers on the longest path (logarithmic)",
            "");
    frame.panels(grid);
    frame.styler().setLegendLayout(Styler.LegendLayout.Horizontal);
    for (String family : palette.families()) {
      frame.legend(family, palette.color(family), DepthPanel.LINE, palette.shape(family));
    }
    if (!networks.all().stream().allMatch(Networks::isWinners)) {
      frame.legend(OTHERS, Palette.GREY, DepthPanel.NO_LINE, SeriesMarkers.CIRCLE);
    }
    if (!networks.all().stream().allMatch(Networks::isMeasured)) {
      frame.legend(
          "Error published, not measured here",
          Palette.MUTED,
          DepthPanel.NO_LINE,
          new HollowMarker());
    }
    return new Figure(
        "depth",
        TITLE,
        "Lines lead from a family's shallower networks to its deeper ones. Rings: the error is the"
            + " published one, of one network on one crop unless its source says otherwise."
            + latency(),
        "%s networks of %s to %s layers."
            .formatted(
                networks.all().size(),
                Networks.depth(networks.all().get(0)),
                Networks.depth(networks.all().get(networks.all().size() - 1))),
        data(),
        frame.picture());
  }

  private String latency() {
    return networks
        .latency()
        .map(
            choice ->
                " Latency: "
                    + names.label(choice.shared())
                    + "."
                    + LatencyChart.doubtful(
                        networks.all().stream()
                            .flatMap(one -> networks.fastest(one).stream())
                            .map(Candidate::verdict)))
        .orElse("");
  }

  /** One where any network has the value. */
  private void panel(
      Quantity quantity, Function<Candidate, OptionalDouble> value, List<DepthPanel> panels) {
    List<DepthPanel.Point> points = new ArrayList<>();
    for (Candidate one : networks.all()) {
      value.apply(one).ifPresent(number -> points.add(point(one, quantity, number)));
    }
    if (!points.isEmpty()) {
      panels.add(new DepthPanel(quantity.title, quantity != Quantity.ERROR, points));
    }
  }

  private DepthPanel.Point point(Candidate one, Quantity quantity, double value) {
    boolean winners = Networks.isWinners(one);
    boolean published = quantity == Quantity.ERROR && !Networks.isMeasured(one);
    String origin = quantity == Quantity.ERROR ? published ? ", published" : ", measured here" : "";
    String sign =
        quantity == Quantity.LATENCY
            ? networks.fastest(one).map(LatencyChart::sign).orElse("")
            : "";
    Marker marker = winners ? palette.shape(one.family()) : SeriesMarkers.CIRCLE;
    return new DepthPanel.Point(
        one.architecture() + sign,
        winners ? one.family() : "",
        Networks.depth(one),
        value,
        winners ? palette.color(one.family()) : Palette.GREY,
        published ? new HollowMarker() : marker,
        "%s, %s layers: %s %s%s%s"
            .formatted(
                one.architecture(),
                Networks.depth(one),
                Rounding.significant(value),
                quantity.unit,
                sign,
                origin));
  }

  private static OptionalDouble errorPercent(Candidate one) {
    OptionalDouble error = Networks.top5Error(one);
    return error.isPresent() ? OptionalDouble.of(100 * error.getAsDouble()) : error;
  }

  private static OptionalDouble gigamacs(Candidate one) {
    OptionalDouble macs = one.number(Column.MACS);
    return macs.isPresent() ? OptionalDouble.of(macs.getAsDouble() / 1e9) : macs;
  }

  private CsvTable data() {
    CsvTable table =
        new CsvTable(
            Cells.timed(
                "architecture",
                "family",
                Column.DEPTH.header(),
                "top1_error",
                "top5_error",
                "error_origin",
                Column.MACS.header(),
                Column.LATENCY_P50_MS.header()));
    for (Candidate one : networks.all()) {
      Optional<Candidate> fastest = networks.fastest(one);
      table.add(
          Cells.timed(
              List.of(
                  one.architecture(),
                  one.family(),
                  Cells.text(one, Column.DEPTH),
                  Cells.text(Networks.top1Error(one)),
                  Cells.text(Networks.top5Error(one)),
                  Networks.isMeasured(one) ? "measured" : "published",
                  Cells.text(one, Column.MACS),
                  Cells.text(networks.latencyMillis(one))),
              column -> fastest.map(timed -> Cells.text(timed, column)).orElse("")));
    }
    return table;
  }
}
