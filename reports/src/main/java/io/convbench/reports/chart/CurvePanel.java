package io.convbench.reports.chart;

import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.geom.Point2D;
import java.awt.geom.Rectangle2D;
import java.util.List;
import org.knowm.xchart.style.markers.Marker;

/**
 * One diagram of curves through many points, on scales from 0.
 *
 * @param title above it
 * @param right value at the right end
 * @param top value that the upper end must hold
 * @param curves in drawing order
 */
record CurvePanel(String title, double right, double top, List<Curve> curves)
    implements PanelGrid.Panel {

  private static final int RIGHT = 26;
  private static final int BOTTOM = 28;

  /**
   * A curve; its last point is marked.
   *
   * @param points in ascending order of x
   */
  record Curve(String name, Color color, Marker marker, BasicStroke stroke, List<Point2D> points) {}

  @Override
  public void draw(Graphics2D graphics, Layer layer, Rectangle2D space) {
    double tick = PanelPlot.tick(top);
    PanelPlot plot =
        new PanelPlot(
            graphics,
            layer,
            PanelPlot.area(space, RIGHT, BOTTOM),
            tick * Math.ceil(top / tick - 1e-9));
    plot.title(title);
    plot.rows(tick);
    double step = PanelPlot.tick(right);
    for (int i = 0; i * step <= right * (1 + 1e-9); i++) {
      double x = x(plot, i * step);
      plot.upright(x);
      plot.below(Rounding.plain(i * step), x);
    }
    for (Curve curve : curves) {
      List<Point2D> places =
          curve.points().stream()
              .<Point2D>map(
                  point -> new Point2D.Double(x(plot, point.getX()), plot.y(point.getY())))
              .toList();
      plot.line(places, curve.color(), curve.stroke());
      Point2D last = curve.points().get(curve.points().size() - 1);
      plot.mark(
          curve.marker(),
          places.get(places.size() - 1),
          curve.color(),
          "%s, %s: %s at the end"
              .formatted(title, curve.name(), Rounding.significant(last.getY())));
    }
  }

  private double x(PanelPlot plot, double value) {
    return plot.area().getMinX() + value / right * plot.area().getWidth();
  }
}
