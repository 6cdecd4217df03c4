package io.convbench.reports.chart;

import io.convbench.reports.depth.Networks;
import io.convbench.results.Column;
import io.convbench.results.CsvTable;
import io.convbench.results.history.Candidate;
import io.convbench.results.history.ConfigurationNames;
import java.awt.Color;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalDouble;
import java.util.function.Function;
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
    panel("Top-5 error, %", " % top-5 error", this::error, panels);
    panel("GMACs of one image", " GMACs", DepthChart::gigamacs, panels);
    panel("Median latency, ms", " ms", networks::latencyMillis, panels);
    PanelGrid grid = PanelGrid.of(panels);
    Frame frame =
        new Frame(
            TITLE,
            grid.chartHeight(palette.families().size() + 2),
            "Depth: convolutions and dense layers on the longest path (logarithmic)",
            "");
    frame.panels(grid);
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
        .map(choice -> " Latency: " + names.label(choice.shared()) + ".")
        .orElse("");
  }

  /** One where any network has the value. */
  private void panel(
      String title,
      String unit,
      Function<Candidate, OptionalDouble> value,
      List<DepthPanel> panels) {
    List<DepthPanel.Point> points = new ArrayList<>();
    for (Candidate one : networks.all()) {
      value
          .apply(one)
          .ifPresent(
              number ->
                  points.add(
                      new DepthPanel.Point(
                          one.architecture(),
                          Networks.isWinners(one) ? one.family() : "",
                          Networks.depth(one),
                          number,
                          color(one),
                          marker(one, unit.contains("error")),
                          hint(one, number, unit))));
    }
    if (!points.isEmpty()) {
      panels.add(new DepthPanel(title, points));
    }
  }

  private static String hint(Candidate one, double number, String unit) {
    String origin =
        unit.contains("error") ? Networks.isMeasured(one) ? ", measured" : ", published" : "";
    return "%s, %s layers: %s%s%s"
        .formatted(
            one.architecture(), Networks.depth(one), Rounding.significant(number), unit, origin);
  }

  private Color color(Candidate one) {
    return Networks.isWinners(one) ? palette.color(one.family()) : Palette.GREY;
  }

  private Marker marker(Candidate one, boolean ofError) {
    if (ofError && !Networks.isMeasured(one)) {
      return new HollowMarker();
    }
    return Networks.isWinners(one) ? palette.shape(one.family()) : SeriesMarkers.CIRCLE;
  }

  private OptionalDouble error(Candidate one) {
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
            List.of(
                "architecture",
                "family",
                Column.DEPTH.header(),
                "top1_error",
                "top5_error",
                "error_origin",
                Column.MACS.header(),
                Column.LATENCY_P50_MS.header()));
    for (Candidate one : networks.all()) {
      table.add(
          List.of(
              one.architecture(),
              one.family(),
              Cells.text(one, Column.DEPTH),
              Cells.text(Networks.top1Error(one)),
              Cells.text(Networks.top5Error(one)),
              Networks.isMeasured(one) ? "measured" : "published",
              Cells.text(one, Column.MACS),
              Cells.text(networks.latencyMillis(one))));
    }
    return table;
  }
}
