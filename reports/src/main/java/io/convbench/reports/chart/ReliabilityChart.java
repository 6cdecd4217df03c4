package io.convbench.reports.chart;

import io.convbench.reports.evidence.MeasuredAccuracy;
import io.convbench.reports.evidence.Places;
import io.convbench.reports.findings.Configuration;
import io.convbench.results.Column;
import io.convbench.results.CsvTable;
import io.convbench.results.ImagePredictions;
import io.convbench.results.statistics.Calibration;
import io.convbench.results.statistics.Calibration.Bin;
import java.awt.BasicStroke;
import java.awt.Graphics2D;
import java.awt.geom.Rectangle2D;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.knowm.xchart.style.Styler;
import org.knowm.xchart.style.markers.SeriesMarkers;

/** How well confidence agrees with how often it is right: a small diagram an architecture. */
public final class ReliabilityChart {

  /** More diagrams are spread over a figure for each engine. */
  private static final int MOST_TOGETHER = 12;

  private static final int OVERHEAD = 68;
  private static final int PANEL_HEIGHT = 292;

  /** One diagram. */
  private record Diagram(MeasuredAccuracy accuracy, String title, Calibration calibration) {}

  private ReliabilityChart() {}

  /**
   * Draws all, in one figure or in one for each engine.
   *
   * @param predicted accuracies with their predictions
   */
  public static List<Figure> draw(List<MeasuredAccuracy> predicted) {
    if (predicted.isEmpty()) {
      return List.of();
    }
    Places places = new Places(predicted.stream().map(MeasuredAccuracy::place).toList());
    if (predicted.size() <= MOST_TOGETHER) {
      return List.of(figure("reliability", "Reliability diagrams", predicted, places));
    }
    List<Figure> figures = new ArrayList<>();
    for (Configuration place : places.all()) {
      figures.add(
          figure(
              "reliability-" + place.slug(),
              "Reliability diagrams: " + place.label(),
              predicted.stream().filter(one -> one.place().equals(place)).toList(),
              new Places(List.of(place))));
    }
    return figures;
  }

  private static Figure figure(
      String name, String title, List<MeasuredAccuracy> predicted, Places places) {
    List<Diagram> diagrams = predicted.stream().map(one -> diagram(one, places)).toList();
    return new Figure(
        name,
        title,
        "A bar is the share predicted right of the images whose first class got a confidence within"
            + " its bin; its stroke is the Wilson 95 % interval. Bars below the diagonal: too sure;"
            + " above it: too modest. The grey bars are how many images a bin holds, beside them the most. ECE: expected"
            + " calibration error over %d bins (Guo et al. 2017), the mean distance between a bin's"
                .formatted(Calibration.BINS)
            + " share right and its mean confidence, weighted by images.",
        diagrams.stream()
            .map(
                one ->
                    "%s: ECE %s %%"
                        .formatted(
                            one.title(), Rounding.percent(one.calibration().expectedError())))
            .collect(Collectors.joining("; ", "", ".")),
        data(diagrams),
        picture(title, diagrams, columns(diagrams.size(), places.all().size())));
  }

  private static Diagram diagram(MeasuredAccuracy accuracy, Places places) {
    ImagePredictions predictions = accuracy.predictions().orElseThrow();
    Calibration calibration =
        Calibration.of(predictions.confidences(), predictions.hits(), Calibration.BINS);
    String title =
        places.all().size() == 1
            ? accuracy.architecture()
            : accuracy.architecture() + ", " + places.name(accuracy.place());
    return new Diagram(accuracy, title, calibration);
  }

  /** Three where that puts an architecture's engines side by side, or leaves less room empty. */
  private static int columns(int diagrams, int places) {
    return places == 3 || diagrams <= 3 ? 3 : 4;
  }

  private static Picture picture(String title, List<Diagram> diagrams, int columns) {
    int rows = (diagrams.size() + columns - 1) / columns;
    Frame frame =
        new Frame(
            title,
            OVERHEAD + rows * PANEL_HEIGHT,
            "Confidence in the class ranked first, %",
            "Predicted right, %");
    frame.x(0, columns).y(0, rows);
    frame.styler().setXAxisTicksVisible(false).setYAxisTicksVisible(false);
    frame.styler().setPlotGridLinesVisible(false);
    frame.styler().setLegendPosition(Styler.LegendPosition.OutsideS);
    frame.styler().setLegendLayout(Styler.LegendLayout.Horizontal);
    legend(frame);
    return frame.layer(new Panels(diagrams, columns, rows)).picture();
  }

  private static void legend(Frame frame) {
    double[] place = {0.5};
    double[] nowhere = {Double.NaN};
    frame.marks("Predicted right", place, nowhere, Palette.BLUE, SeriesMarkers.SQUARE);
    frame.marks(
        "of fewer than %d images".formatted(ReliabilityPanel.FEW_IMAGES),
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
                "mean_confidence"));
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
                empty ? "" : Double.toString(bin.meanConfidence())));
      }
    }
    return table;
  }

  /** The diagrams in rows from the top. */
  private static final class Panels extends Layer {
    private final List<Diagram> diagrams;
    private final int columns;
    private final int rows;

    Panels(List<Diagram> diagrams, int columns, int rows) {
      this.diagrams = diagrams;
      this.columns = columns;
      this.rows = rows;
    }

    @Override
    void draw(Graphics2D graphics) {
      Rectangle2D plot = plot();
      double width = plot.getWidth() / columns;
      double height = plot.getHeight() / rows;
      for (int i = 0; i < diagrams.size(); i++) {
        Rectangle2D room =
            new Rectangle2D.Double(
                plot.getX() + i % columns * width,
                plot.getY() + i / columns * height,
                width,
                height);
        new ReliabilityPanel(diagrams.get(i).title(), diagrams.get(i).calibration(), room)
            .draw(graphics, this);
      }
    }
  }
}
