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

/**
 * Error, MACs and latency against depth. Families of ILSVRC's winners have names, and lines from
 * the shallower to the deeper; all others are marks, named where there is space, which tell their
 * names to those who point at them.
 */
final class DepthChart {

  /** Entries of a legend that stand in one line. */
  private static final int LEGEND_BELOW = 6;

  /** In pixels, of a legend at the side. */
  private static final int LEGEND_LINE = 24;

  private static final int LEGEND_ENDS = 40;

  /** What is drawn against depth. */
  private enum Quantity {
    ERROR("error", "Top-5 error, %", "% top-5 error"),
    MACS("MACs", "GMACs of one image (logarithmic)", "GMACs"),
    LATENCY("latency", "Median latency, ms (logarithmic)", "ms");

    private final String word;
    private final String title;
    private final String unit;

    Quantity(String word, String title, String unit) {
      this.word = word;
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
    this.palette = new Palette(networks.all().stream().map(Candidate::family).toList());
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
    List<Quantity> drawn = new ArrayList<>();
    panel(Quantity.ERROR, DepthChart::errorPercent, panels, drawn);
    panel(Quantity.MACS, DepthChart::gigamacs, panels, drawn);
    panel(Quantity.LATENCY, networks::latencyMillis, panels, drawn);
    String title = title(drawn);
    PanelGrid grid = PanelGrid.of(panels);
    // With the hollow mark's.
    int entries = palette.families().size() + 1;
    boolean aside = entries > LEGEND_BELOW;
    int height = grid.chartHeight(1);
    Frame frame =
        new Frame(
            title,
            aside ? Math.max(height, LEGEND_ENDS + entries * LEGEND_LINE) : height,
            "Depth: convolutions and dense layers on the longest path (logarithmic)",
            "");
    frame.panels(grid);
    if (aside) {
      frame.styler().setLegendPosition(Styler.LegendPosition.OutsideE);
    } else {
      frame.styler().setLegendLayout(Styler.LegendLayout.Horizontal);
    }
    for (String family : palette.families()) {
      frame.legend(
          family,
          palette.color(family),
          isJoined(family) ? DepthPanel.LINE : DepthPanel.NO_LINE,
          palette.shape(family));
    }
    if (!networks.all().stream().allMatch(Networks::isMeasured)) {
      frame.legend(
          "Hollow: published error", Palette.MUTED, DepthPanel.NO_LINE, new HollowMarker());
    }
    return new Figure(
        "depth",
        title,
        joined()
            + "Hollow marks: the error is the published one, of one network on one crop unless its"
            + " source says otherwise."
            + withoutError()
            + latency(),
        "%s networks of %s to %s layers."
            .formatted(
                networks.all().size(),
                Networks.depth(networks.all().get(0)),
                Networks.depth(networks.all().get(networks.all().size() - 1))),
        data(),
        frame.picture());
  }

  private boolean isJoined(String family) {
    return networks.all().stream()
        .anyMatch(one -> one.family().equals(family) && Networks.isWinners(one));
  }

  private String joined() {
    List<String> families = palette.families().stream().filter(this::isJoined).toList();
    return families.isEmpty()
        ? ""
        : "Lines join the networks of %s by their depth. ".formatted(String.join(", ", families));
  }

  private String withoutError() {
    long count = networks.all().stream().filter(one -> errorPercent(one).isEmpty()).count();
    return count == 0 || count == networks.all().size()
        ? ""
        : " Of %s network%s no top-5 is measured or published: no error is drawn."
            .formatted(count, count == 1 ? "" : "s");
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
                            .map(Candidate::verdict),
                        "mark"))
        .orElse(
            networks.timed()
                ? " No latency is drawn: no timing is valid."
                : " No latency is drawn: none was measured.");
  }

  /** Names what is drawn. */
  private static String title(List<Quantity> drawn) {
    List<String> words = drawn.stream().map(one -> one.word).toList();
    return "Depth against "
        + (words.size() < 2
            ? String.join("", words)
            : String.join(", ", words.subList(0, words.size() - 1))
                + " and "
                + words.get(words.size() - 1));
  }

  /** One where any network has the value. */
  private void panel(
      Quantity quantity,
      Function<Candidate, OptionalDouble> value,
      List<DepthPanel> panels,
      List<Quantity> drawn) {
    List<DepthPanel.Point> points = new ArrayList<>();
    for (Candidate one : networks.all()) {
      value.apply(one).ifPresent(number -> points.add(point(one, quantity, number)));
    }
    if (!points.isEmpty()) {
      panels.add(new DepthPanel(quantity.title, quantity != Quantity.ERROR, points));
      drawn.add(quantity);
    }
  }

  private DepthPanel.Point point(Candidate one, Quantity quantity, double value) {
    boolean published = quantity == Quantity.ERROR && !Networks.isMeasured(one);
    String origin = quantity == Quantity.ERROR ? published ? ", published" : ", measured here" : "";
    String sign =
        quantity == Quantity.LATENCY
            ? networks.fastest(one).map(LatencyChart::sign).orElse("")
            : "";
    Marker marker = palette.shape(one.family());
    return new DepthPanel.Point(
        one.architecture() + sign,
        one.family(),
        Networks.isWinners(one),
        Networks.depth(one),
        value,
        palette.color(one.family()),
        published ? new HollowMarker(marker) : marker,
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
