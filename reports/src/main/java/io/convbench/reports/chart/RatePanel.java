package io.convbench.reports.chart;

import io.convbench.results.SearchedRates.Trial;
import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.geom.Line2D;
import java.awt.geom.Path2D;
import java.awt.geom.Rectangle2D;
import java.util.Comparator;
import java.util.List;
import org.knowm.xchart.style.markers.Marker;
import org.knowm.xchart.style.markers.SeriesMarkers;

/**
 * One diagram of 99th percentiles over rates, both from 0, with the bound.
 *
 * @param title above it
 * @param boundMillis of all lines
 * @param lines in drawing order
 */
record RatePanel(String title, double boundMillis, List<Line> lines) implements PanelGrid.Panel {

  static final BasicStroke LINE = new BasicStroke(1.8f);
  static final BasicStroke BOUND =
      new BasicStroke(
          1.6f, BasicStroke.CAP_BUTT, BasicStroke.JOIN_MITER, 10, new float[] {6, 4}, 0);

  private static final int LEFT = 58;
  private static final int RIGHT = 26;
  private static final int TOP = 34;
  private static final int BOTTOM = 28;
  private static final int MARK = 7;
  private static final int HINT = 12;

  /** The rates that are drawn end a little behind the largest that kept the bound. */
  private static final double BEHIND = 1.3;

  private static final double ABOVE = 1.2;

  /** A search. */
  record Line(String name, Color color, Marker marker, List<Trial> trials) {}

  @Override
  public void draw(Graphics2D graphics, Layer layer, Rectangle2D space) {
    Rectangle2D plot =
        new Rectangle2D.Double(
            space.getX() + LEFT,
            space.getY() + TOP,
            space.getWidth() - LEFT - RIGHT,
            space.getHeight() - TOP - BOTTOM);
    Layer.text(graphics, title, plot.getX(), plot.getY() - 12, Fonts.STRONG, Palette.INK);
    double right = BEHIND * largestKept();
    double top = ABOVE * boundMillis;
    grid(graphics, plot, right, top);
    for (Line line : lines) {
      draw(graphics, layer, plot, right, top, line);
    }
  }

  private double largestKept() {
    return lines.stream()
        .flatMap(line -> line.trials().stream())
        .filter(Trial::boundKept)
        .mapToDouble(Trial::offeredPerSecond)
        .max()
        .orElse(1);
  }

  private void grid(Graphics2D graphics, Rectangle2D plot, double right, double top) {
    double middle = Fonts.capHeight(Fonts.TEXT) / 2;
    double tick = ScalingPanel.tick(top);
    for (int i = 0; i * tick <= top; i++) {
      double y = plot.getMaxY() - i * tick / top * plot.getHeight();
      rule(graphics, new Line2D.Double(plot.getMinX(), y, plot.getMaxX(), y));
      String label = Rounding.plain(i * tick);
      double width = Fonts.width(label, Fonts.TEXT);
      Layer.text(graphics, label, plot.getMinX() - width - 6, y + middle, Fonts.TEXT, Palette.INK);
    }
    double step = ScalingPanel.tick(right);
    for (int i = 0; i * step <= right; i++) {
      double x = plot.getMinX() + i * step / right * plot.getWidth();
      rule(graphics, new Line2D.Double(x, plot.getMinY(), x, plot.getMaxY()));
      String label = Rounding.plain(i * step);
      double left = x - Fonts.width(label, Fonts.TEXT) / 2;
      Layer.text(graphics, label, left, plot.getMaxY() + 17, Fonts.TEXT, Palette.INK);
    }
    double y = plot.getMaxY() - boundMillis / top * plot.getHeight();
    graphics.setColor(Palette.INK);
    graphics.setStroke(BOUND);
    graphics.draw(new Line2D.Double(plot.getMinX(), y, plot.getMaxX(), y));
  }

  private static void rule(Graphics2D graphics, Line2D line) {
    graphics.setColor(Palette.GRID);
    graphics.setStroke(new BasicStroke(1));
    graphics.draw(line);
  }

  private void draw(
      Graphics2D graphics, Layer layer, Rectangle2D plot, double right, double top, Line line) {
    List<Trial> drawn =
        line.trials().stream()
            .filter(trial -> trial.offeredPerSecond() <= right)
            .sorted(Comparator.comparing(Trial::offeredPerSecond))
            .toList();
    Path2D path = new Path2D.Double();
    for (Trial trial : drawn) {
      if (trial.boundKept()) {
        double x = x(plot, right, trial);
        double y = y(plot, top, trial);
        if (path.getCurrentPoint() == null) {
          path.moveTo(x, y);
        } else {
          path.lineTo(x, y);
        }
      }
    }
    graphics.setColor(line.color());
    graphics.setStroke(LINE);
    if (path.getCurrentPoint() != null) {
      graphics.draw(path);
    }
    for (Trial trial : drawn) {
      double x = x(plot, right, trial);
      double y = trial.boundKept() ? y(plot, top, trial) : plot.getMinY();
      graphics.setColor(line.color());
      (trial.boundKept() ? line.marker() : SeriesMarkers.CROSS).paint(graphics, x, y, MARK);
      layer.hint(
          new Rectangle2D.Double(x - HINT / 2.0, y - HINT / 2.0, HINT, HINT),
          "%s, %s: %s queries per second, %s"
              .formatted(
                  title,
                  line.name(),
                  Rounding.significant(trial.offeredPerSecond()),
                  trial.boundKept()
                      ? "99 % within "
                          + Rounding.significant(trial.p99Millis().orElse(boundMillis))
                          + " ms"
                      : "bound not kept"));
    }
  }

  private static double x(Rectangle2D plot, double right, Trial trial) {
    return plot.getMinX() + trial.offeredPerSecond() / right * plot.getWidth();
  }

  private double y(Rectangle2D plot, double top, Trial trial) {
    double millis = trial.p99Millis().orElse(boundMillis);
    return plot.getMaxY() - millis / top * plot.getHeight();
  }
}
