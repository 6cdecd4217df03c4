package io.convbench.reports.chart;

import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.geom.Line2D;
import java.awt.geom.Path2D;
import java.awt.geom.Point2D;
import java.awt.geom.Rectangle2D;
import java.util.List;
import org.knowm.xchart.style.markers.Marker;

/**
 * The plot of a small diagram of lines, in pixels, on a scale from 0.
 *
 * @param graphics to draw with
 * @param layer that the marks belong to
 * @param area between the axes
 * @param top value at the upper end
 */
record PanelPlot(Graphics2D graphics, Layer layer, Rectangle2D area, double top) {

  private static final int LEFT = 58;
  private static final int ABOVE = 34;
  private static final int MARK = 7;
  private static final int HINT = 12;

  /** So many grid lines at most. */
  private static final int TICKS = 5;

  /** The area that a diagram's title and figures leave of its space. */
  static Rectangle2D area(Rectangle2D space, int right, int bottom) {
    return new Rectangle2D.Double(
        space.getX() + LEFT,
        space.getY() + ABOVE,
        space.getWidth() - LEFT - right,
        space.getHeight() - ABOVE - bottom);
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

  double y(double value) {
    return area.getMaxY() - value / top * area.getHeight();
  }

  void title(String title) {
    Layer.text(graphics, title, area.getX(), area.getY() - 12, Fonts.STRONG, Palette.INK);
  }

  /** Grid lines of so many values each, with their figures at the left. */
  void rows(double tick) {
    for (int i = 0; i * tick <= top * (1 + 1e-9); i++) {
      row(i * tick, i * tick);
    }
  }

  /**
   * A grid line with its figure at the left.
   *
   * @param figure that is written
   * @param value where the plot's scale has it
   */
  void row(double figure, double value) {
    double y = y(value);
    across(y, Palette.GRID, new BasicStroke(1));
    String label = Rounding.plain(figure);
    double left = area.getMinX() - Fonts.width(label, Fonts.TEXT) - 6;
    double baseline = y + Fonts.capHeight(Fonts.TEXT) / 2;
    Layer.text(graphics, label, left, baseline, Fonts.TEXT, Palette.INK);
  }

  void across(double y, Color color, BasicStroke stroke) {
    draw(new Line2D.Double(area.getMinX(), y, area.getMaxX(), y), color, stroke);
  }

  void upright(double x) {
    draw(new Line2D.Double(x, area.getMinY(), x, area.getMaxY()), Palette.GRID, new BasicStroke(1));
  }

  private void draw(Line2D line, Color color, BasicStroke stroke) {
    graphics.setColor(color);
    graphics.setStroke(stroke);
    graphics.draw(line);
  }

  /** A text under the plot, centred. */
  void below(String label, double x) {
    double left = x - Fonts.width(label, Fonts.TEXT) / 2;
    Layer.text(graphics, label, left, area.getMaxY() + 17, Fonts.TEXT, Palette.INK);
  }

  void line(List<Point2D> points, Color color, BasicStroke stroke) {
    Path2D path = new Path2D.Double();
    for (Point2D point : points) {
      if (path.getCurrentPoint() == null) {
        path.moveTo(point.getX(), point.getY());
      } else {
        path.lineTo(point.getX(), point.getY());
      }
    }
    graphics.setColor(color);
    graphics.setStroke(stroke);
    if (path.getCurrentPoint() != null) {
      graphics.draw(path);
    }
  }

  /** A mark, and what a reader sees who points at it. */
  void mark(Marker marker, Point2D place, Color color, String hint) {
    graphics.setColor(color);
    marker.paint(graphics, place.getX(), place.getY(), MARK);
    layer.hint(
        new Rectangle2D.Double(place.getX() - HINT / 2.0, place.getY() - HINT / 2.0, HINT, HINT),
        hint);
  }
}
