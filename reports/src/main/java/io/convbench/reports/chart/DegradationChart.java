package io.convbench.reports.chart;

import io.convbench.results.CsvTable;
import io.convbench.results.experiment.DepthFindings;
import io.convbench.results.experiment.DepthSettings;
import io.convbench.results.experiment.DepthTraining;
import io.convbench.results.experiment.DepthTraining.Epoch;
import io.convbench.results.experiment.DepthTraining.LayerGradient;
import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.geom.Point2D;
import java.util.ArrayList;
import java.util.List;
import java.util.function.ToDoubleFunction;
import org.knowm.xchart.style.markers.Marker;
import org.knowm.xchart.style.markers.SeriesMarkers;

/**
 * Errors by epoch, plain networks beside residual ones, as figure 6 of He, Zhang, Ren and Sun 2015
 * shows them, and the gradients by layer; means over the seeds.
 */
public final class DegradationChart {

  private static final BasicStroke SOLID = new BasicStroke(1.8f);
  private static final BasicStroke DASHED =
      new BasicStroke(
          1.4f, BasicStroke.CAP_BUTT, BasicStroke.JOIN_MITER, 10, new float[] {5, 4}, 0);
  private static final double PERCENT = 100;
  private static final int COLUMNS = 2;

  private final DepthFindings findings;
  private final DepthSettings settings;

  private DegradationChart(DepthFindings findings) {
    this.findings = findings;
    this.settings = findings.settings();
  }

  /** Draws errors and gradients. */
  public static List<Figure> draw(DepthFindings findings) {
    DegradationChart chart = new DegradationChart(findings);
    return List.of(chart.errors(), chart.gradients());
  }

  private Figure errors() {
    String title = "Training and test error by epoch";
    List<CurvePanel> panels = new ArrayList<>();
    for (boolean residual : kinds()) {
      List<CurvePanel.Curve> curves = new ArrayList<>();
      for (int depth : settings.depths()) {
        List<DepthTraining> own = findings.of(residual, depth);
        if (!own.isEmpty()) {
          curves.add(errorCurve(depth, "training", own, DASHED, Epoch::trainingError));
          curves.add(errorCurve(depth, "test", own, SOLID, Epoch::testError));
        }
      }
      panels.add(
          new CurvePanel(DepthTraining.word(residual), settings.epochs(), mostError(), curves));
    }
    return new Figure(
        "depth-errors",
        title,
        "Means over the seeds. Dashed: training error, over the images of the epoch as they were"
            + " learned from. Solid: test error, over images held out. Both diagrams have the same"
            + " scale; lower is better.",
        "Errors of plain and residual networks of %s layers over %s epochs."
            .formatted(settings.depths(), settings.epochs()),
        errorData(),
        picture(title, "Epoch", "Error, %", panels));
  }

  private CurvePanel.Curve errorCurve(
      int depth,
      String what,
      List<DepthTraining> own,
      BasicStroke stroke,
      ToDoubleFunction<Epoch> error) {
    List<Point2D> points = new ArrayList<>();
    for (int epoch = 0; epoch < settings.epochs(); epoch++) {
      int at = epoch;
      double mean =
          own.stream()
              .mapToDouble(one -> error.applyAsDouble(one.epochs().get(at)))
              .average()
              .orElseThrow();
      points.add(new Point2D.Double(epoch + 1.0, PERCENT * mean));
    }
    return new CurvePanel.Curve(
        "%s layers, %s error in %%".formatted(depth, what),
        color(depth),
        stroke == SOLID ? marker(depth) : SeriesMarkers.NONE,
        stroke,
        points);
  }

  private double mostError() {
    return findings.trainings().stream()
        .flatMap(one -> one.epochs().stream())
        .mapToDouble(epoch -> PERCENT * Math.max(epoch.trainingError(), epoch.testError()))
        .reduce(1, Math::max);
  }

  private Figure gradients() {
    String title = "Gradients by layer";
    List<CurvePanel> panels = new ArrayList<>();
    for (boolean first : new boolean[] {true, false}) {
      ToDoubleFunction<LayerGradient> norm = first ? LayerGradient::first : LayerGradient::last;
      for (boolean residual : kinds()) {
        List<CurvePanel.Curve> curves = new ArrayList<>();
        for (int depth : settings.depths()) {
          List<DepthTraining> own = findings.of(residual, depth);
          if (!own.isEmpty()) {
            curves.add(gradientCurve(depth, own, norm));
          }
        }
        String name =
            "%s, %s epoch".formatted(DepthTraining.word(residual), first ? "first" : "last");
        panels.add(new CurvePanel(name, PERCENT, mostGradient(norm), curves));
      }
    }
    return new Figure(
        "depth-gradients",
        title,
        "Mean Euclidean norm of the loss's gradient by a convolution's weights, means over the"
            + " seeds; 0 % is the layer next to the image, 100 % the last one. Vanishing gradients"
            + " would be a curve that falls to 0.",
        "Gradient norms of plain and residual networks of %s layers.".formatted(settings.depths()),
        gradientData(),
        picture(title, "Place of the layer, %", "Gradient norm", panels));
  }

  private CurvePanel.Curve gradientCurve(
      int depth, List<DepthTraining> own, ToDoubleFunction<LayerGradient> norm) {
    List<Point2D> points = new ArrayList<>();
    int layers = own.get(0).gradients().size();
    for (int layer = 0; layer < layers; layer++) {
      int at = layer;
      double mean =
          own.stream()
              .mapToDouble(one -> norm.applyAsDouble(one.gradients().get(at)))
              .average()
              .orElseThrow();
      points.add(new Point2D.Double(PERCENT * layer / (layers - 1), mean));
    }
    return new CurvePanel.Curve(depth + " layers", color(depth), marker(depth), SOLID, points);
  }

  private double mostGradient(ToDoubleFunction<LayerGradient> norm) {
    return Math.max(
        1e-9,
        findings.trainings().stream()
            .flatMap(one -> one.gradients().stream())
            .mapToDouble(norm)
            .max()
            .orElse(1));
  }

  private Picture picture(String title, String x, String y, List<CurvePanel> panels) {
    PanelGrid grid = new PanelGrid(panels, COLUMNS);
    Frame frame = new Frame(title, grid.chartHeight(settings.depths().size()), x, y);
    frame.panels(grid);
    for (int depth : settings.depths()) {
      frame.legend(depth + " layers", color(depth), SOLID, marker(depth));
    }
    return frame.picture();
  }

  private Color color(int depth) {
    return Palette.color(settings.depths().indexOf(depth));
  }

  private Marker marker(int depth) {
    return Palette.shape(settings.depths().indexOf(depth));
  }

  private static boolean[] kinds() {
    return new boolean[] {false, true};
  }

  private CsvTable errorData() {
    CsvTable table =
        new CsvTable(
            List.of("kind", "layers", "seed", "epoch", "loss", "training_error", "test_error"));
    for (DepthTraining one : findings.trainings()) {
      for (int epoch = 0; epoch < one.epochs().size(); epoch++) {
        Epoch at = one.epochs().get(epoch);
        table.add(
            List.of(
                DepthTraining.word(one.residual()),
                Integer.toString(one.depth()),
                Long.toString(one.seed()),
                Integer.toString(epoch + 1),
                Double.toString(at.loss()),
                Double.toString(at.trainingError()),
                Double.toString(at.testError())));
      }
    }
    return table;
  }

  private CsvTable gradientData() {
    CsvTable table =
        new CsvTable(
            List.of(
                "kind", "layers", "seed", "layer", "gradient_norm_first", "gradient_norm_last"));
    for (DepthTraining one : findings.trainings()) {
      for (LayerGradient layer : one.gradients()) {
        table.add(
            List.of(
                DepthTraining.word(one.residual()),
                Integer.toString(one.depth()),
                Long.toString(one.seed()),
                layer.layer(),
                Double.toString(layer.first()),
                Double.toString(layer.last())));
      }
    }
    return table;
  }
}
