package io.convbench.reports.chart;

import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.geom.Line2D;
import java.awt.geom.Path2D;
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

  private static final int LEFT = 58;
  private static final int RIGHT = 22;
  private static final int TOP = 34;
  private static final int BOTTOM = 26;
  private static final int MARK = 7;
  private static final int HINT = 12;

  /** So many grid lines at most. */
  private static final int TICKS = 5;

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
    Rectangle2D plot =
        new Rectangle2D.Double(
            room.getX() + LEFT,
            room.getY() + TOP,
            room.getWidth() - LEFT - RIGHT,
            room.getHeight() - TOP - BOTTOM);
    Layer.text(graphics, title, plot.getX(), plot.getY() - 12, Fonts.STRONG, Palette.INK);
    double most =
        lines.stream()
            .flatMap(line -> line.points().stream())
            .mapToDouble(Point::value)
            .max()
            .orElse(1);
    double tick = tick(Math.max(most, 1e-9));
    double top = tick * Math.ceil(Math.max(most, 1e-9) / tick);
    grid(graphics, plot, tick, top);
    for (Line line : lines) {
      draw(graphics, layer, plot, top, line);
    }
  }

  private void grid(Graphics2D graphics, Rectangle2D plot, double tick, double top) {
    double middle = Fonts.capHeight(Fonts.TEXT) / 2;
    for (int i = 0; i * tick <= top * (1 + 1e-9); i++) {
      double y = y(plot, top, i * tick);
      graphics.setColor(Palette.GRID);
      graphics.setStroke(new BasicStroke(1));
      graphics.draw(new Line2D.Double(plot.getMinX(), y, plot.getMaxX(), y));
      String label = Rounding.plain(i * tick);
      double width = Fonts.width(label, Fonts.TEXT);
      Layer.text(graphics, label, plot.getMinX() - width - 6, y + middle, Fonts.TEXT, Palette.INK);
    }
    for (int i = 0; i < steps.size(); i++) {
      String label = steps.get(i);
      double x = x(plot, i) - Fonts.width(label, Fonts.TEXT) / 2;
      Layer.text(graphics, label, x, plot.getMaxY() + 17, Fonts.TEXT, Palette.INK);
    }
  }

  private void draw(Graphics2D graphics, Layer layer, Rectangle2D plot, double top, Line line) {
    Path2D path = new Path2D.Double();
    for (Point point : line.points()) {
      double x = x(plot, point.step());
      double y = y(plot, top, Math.max(0, point.value()));
      if (path.getCurrentPoint() == null) {
        path.moveTo(x, y);
      } else {
        path.lineTo(x, y);
      }
    }
    graphics.setColor(line.color());
    graphics.setStroke(line.stroke());
    if (path.getCurrentPoint() != null) {
      graphics.draw(path);
    }
    for (Point point : line.points()) {
      double x = x(plot, point.step());
      double y = y(plot, top, Math.max(0, point.value()));
      graphics.setColor(line.color());
      line.marker().paint(graphics, x, y, MARK);
      layer.hint(
          new Rectangle2D.Double(x - HINT / 2.0, y - HINT / 2.0, HINT, HINT),
          "%s, %s, %s %s: %s"
              .formatted(
                  title,
                  line.name(),
                  stepName,
                  steps.get(point.step()),
                  Rounding.significant(point.value())));
    }
  }

  private double x(Rectangle2D plot, int step) {
    return plot.getMinX() + (step + 0.5) * plot.getWidth() / steps.size();
  }

  private static double y(Rectangle2D plot, double top, double value) {
    return plot.getMaxY() - value / top * plot.getHeight();
  }

  /** 1, 2 or 5 times a power of ten. */
  static double tick(double most) {
    double power = Math.pow(10, Math.floor(Math.log10(most)) - 1);
    for (int factor : new int[] {1, 2, 5, 10, 20, 50}) {
      if (most / (factor * power) <= TICKS) {
        return factor * power;
      }
    }
    return 100 * power;
  }
}
