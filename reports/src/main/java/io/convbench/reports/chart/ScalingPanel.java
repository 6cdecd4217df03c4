package io.convbench.reports.chart;

import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.geom.Point2D;
import java.awt.geom.Rectangle2D;
import java.util.List;
import org.knowm.xchart.style.markers.Marker;

/**
 * One diagram of values over a few steps, on a scale from 0.
 *
 * @param title above it
 * @param stepName what the steps are
 * @param steps names from the left
 * @param lines in drawing order
 */
record ScalingPanel(String title, String stepName, List<String> steps, List<Line> lines)
    implements PanelGrid.Panel {

  private static final int RIGHT = 22;
  private static final int BOTTOM = 26;

  /**
   * A line.
   *
   * @param points from the left
   */
  record Line(String name, Color color, Marker marker, BasicStroke stroke, List<Point> points) {}

  /**
   * A value.
   *
   * @param step index
   */
  record Point(int step, double value) {}

  @Override
  public void draw(Graphics2D graphics, Layer layer, Rectangle2D room) {
    double most =
        lines.stream()
            .flatMap(line -> line.points().stream())
            .mapToDouble(Point::value)
            .max()
            .orElse(1);
    double tick = PanelPlot.tick(Math.max(most, 1e-9));
    double top = tick * Math.ceil(Math.max(most, 1e-9) / tick);
    PanelPlot plot = new PanelPlot(graphics, layer, PanelPlot.area(room, RIGHT, BOTTOM), top);
    plot.title(title);
    plot.rows(tick);
    for (int i = 0; i < steps.size(); i++) {
      plot.below(steps.get(i), x(plot, i));
    }
    for (Line line : lines) {
      draw(plot, line);
    }
  }

  private void draw(PanelPlot plot, Line line) {
    plot.line(
        line.points().stream().map(point -> place(plot, point)).toList(),
        line.color(),
        line.stroke());
    for (Point point : line.points()) {
      plot.mark(
          line.marker(),
          place(plot, point),
          line.color(),
          "%s, %s, %s %s: %s"
              .formatted(
                  title,
                  line.name(),
                  stepName,
                  steps.get(point.step()),
                  Rounding.significant(point.value())));
    }
  }

  private Point2D place(PanelPlot plot, Point point) {
    return new Point2D.Double(x(plot, point.step()), plot.y(Math.max(0, point.value())));
  }

  private double x(PanelPlot plot, int step) {
    return plot.area().getMinX() + (step + 0.5) * plot.area().getWidth() / steps.size();
  }
}
