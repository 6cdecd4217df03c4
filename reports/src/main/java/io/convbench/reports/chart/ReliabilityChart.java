package io.convbench.reports.chart;

import io.convbench.reports.evidence.MeasuredAccuracy;
import io.convbench.results.Column;
import io.convbench.results.CsvTable;
import io.convbench.results.ImagePredictions;
import io.convbench.results.history.Configuration;
import io.convbench.results.history.ConfigurationNames;
import io.convbench.results.statistics.Calibration;
import io.convbench.results.statistics.Calibration.Bin;
import java.awt.BasicStroke;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.knowm.xchart.style.Styler;
import org.knowm.xchart.style.markers.SeriesMarkers;

/** How well confidence agrees with how often it is right: a small diagram an architecture. */
public final class ReliabilityChart {

  /** Share of the images that may count otherwise where diagrams look alike. */
  private static final double UNSEEN = 0.001;

  private static final int OVERHEAD = 68;
  private static final int PANEL_HEIGHT = 292;

  /** One diagram. */
  private record Diagram(MeasuredAccuracy accuracy, String title, Calibration calibration) {

    static Diagram of(MeasuredAccuracy accuracy) {
      ImagePredictions predictions = accuracy.predictions().orElseThrow();
      return new Diagram(
          accuracy,
          accuracy.architecture(),
          Calibration.of(predictions.confidences(), predictions.hits(), Calibration.BINS));
    }

    boolean alike(Diagram other) {
      long images = 0;
      long apart = 0;
      for (int i = 0; i < Calibration.BINS; i++) {
        Bin one = calibration.bins().get(i);
        Bin two = other.calibration.bins().get(i);
        images += one.images();
        apart += Math.abs(one.images() - two.images()) + Math.abs(one.hits() - two.hits());
      }
      return title.equals(other.title) && apart <= UNSEEN * images;
    }
  }

  private ReliabilityChart() {}

  /**
   * Draws all in one figure, engines whose diagrams look alike once.
   *
   * @param predicted accuracies with their predictions
   * @return the figure; none without predictions
   */
  public static List<Figure> draw(List<MeasuredAccuracy> predicted) {
    if (predicted.isEmpty()) {
      return List.of();
    }
    String title = "Reliability diagrams";
    List<Diagram> all = predicted.stream().map(Diagram::of).toList();
    List<Configuration> places =
        predicted.stream().map(MeasuredAccuracy::place).distinct().toList();
    List<Diagram> drawn = drawn(all, places);
    return List.of(
        new Figure(
            "reliability",
            title,
            caption(places),
            drawn.stream()
                .map(
                    one ->
                        "%s: ECE %s %%"
                            .formatted(
                                one.title(), Rounding.percent(one.calibration().expectedError())))
                .collect(Collectors.joining("; ", "", ".")),
            data(all),
            picture(title, drawn)));
  }

  private static String caption(List<Configuration> places) {
    String caption =
        "A bar is the share predicted right of the images whose first class got a confidence within"
            + " its bin; its stroke is the Wilson 95 % interval. Bars below the diagonal: too sure;"
            + " above it: too modest. Grey: how many images each bin holds; the number is that"
            + " of the"
            + " fullest. ECE: expected calibration error over %s bins (Guo et al. 2017), the mean"
                .formatted(Calibration.BINS)
            + " distance between a bin's share right and its mean confidence, weighted by images.";
    return places.size() == 1
        ? caption
        : caption
            + " Engines that differ in at most 0.1 %% of the images share a diagram, the first one's; one that names no engine is of %s."
                .formatted(
                    places.stream()
                        .map(ConfigurationNames.of(places)::name)
                        .collect(Collectors.joining(", ")));
  }

  /** The first of those that look alike, named by all of them unless they are everyone. */
  private static List<Diagram> drawn(List<Diagram> all, List<Configuration> places) {
    ConfigurationNames called = ConfigurationNames.of(places);
    Map<Diagram, List<String>> names = new LinkedHashMap<>();
    for (Diagram one : all) {
      Diagram first = names.keySet().stream().filter(one::alike).findFirst().orElse(one);
      names
          .computeIfAbsent(first, key -> new ArrayList<>())
          .add(called.name(one.accuracy().place()));
    }
    List<Diagram> drawn = new ArrayList<>();
    names.forEach(
        (first, own) -> {
          String engines = own.size() == places.size() ? "" : ", " + String.join(", ", own);
          drawn.add(new Diagram(first.accuracy(), first.title() + engines, first.calibration()));
        });
    return drawn;
  }

  private static Picture picture(String title, List<Diagram> diagrams) {
    // Four where that saves a row.
    int columns = (diagrams.size() + 3) / 4 < (diagrams.size() + 2) / 3 ? 4 : 3;
    PanelGrid grid = new PanelGrid(panels(diagrams), columns);
    Frame frame =
        new Frame(
            title,
            OVERHEAD + grid.rows() * PANEL_HEIGHT,
            "Confidence in the class ranked first, %",
            "Predicted right, %");
    frame.panels(grid);
    frame.styler().setLegendLayout(Styler.LegendLayout.Horizontal);
    legend(frame);
    return frame.picture();
  }

  private static List<PanelGrid.Panel> panels(List<Diagram> diagrams) {
    List<PanelGrid.Panel> panels = new ArrayList<>();
    for (Diagram one : diagrams) {
      panels.add(
          (graphics, layer, space) ->
              new ReliabilityPanel(one.title(), one.calibration(), space).draw(graphics, layer));
    }
    return panels;
  }

  private static void legend(Frame frame) {
    double[] place = {0.5};
    double[] nowhere = {Double.NaN};
    frame.marks("Predicted right", place, nowhere, Palette.BLUE, SeriesMarkers.SQUARE);
    frame.marks(
        "of fewer than %s images".formatted(ReliabilityPanel.FEW_IMAGES),
        place,
        nowhere,
        ReliabilityPanel.FEW,
        SeriesMarkers.SQUARE);
    frame.line(
        "As often right as sure", place, nowhere, Palette.VERMILLION, ReliabilityPanel.DIAGONAL);
    frame.line("95 % interval", place, nowhere, Palette.INK, new BasicStroke(1.2f));
    frame.marks("Images in the bin", place, nowhere, ReliabilityPanel.COUNTS, SeriesMarkers.SQUARE);
  }

  private static CsvTable data(List<Diagram> diagrams) {
    CsvTable table =
        new CsvTable(
            List.of(
                "architecture",
                "engine",
                "device",
                "precision",
                "protocol",
                "bin_low",
                "bin_high",
                "images",
                "hits",
                "accuracy",
                "mean_confidence",
                "configuration"));
    ConfigurationNames places =
        ConfigurationNames.of(diagrams.stream().map(one -> one.accuracy().place()).toList());
    for (Diagram diagram : diagrams) {
      Configuration place = diagram.accuracy().place();
      for (Bin bin : diagram.calibration().bins()) {
        boolean empty = bin.images() == 0;
        table.add(
            List.of(
                diagram.accuracy().architecture(),
                place.engine(),
                place.device(),
                place.precision(),
                diagram.accuracy().row().text(Column.PROTOCOL).orElse(""),
                Double.toString(bin.low()),
                Double.toString(bin.high()),
                Long.toString(bin.images()),
                Long.toString(bin.hits()),
                empty ? "" : Double.toString(bin.accuracy()),
                empty ? "" : Double.toString(bin.meanConfidence()),
                places.name(place)));
      }
    }
    return table;
  }
}
