package io.convbench.reports.chart;

import java.awt.Color;
import java.awt.Font;
import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.geom.Rectangle2D;
import java.util.ArrayList;
import java.util.List;
import org.knowm.xchart.internal.chartpart.Annotation;

/** Something drawn over an XChart plot in its coordinates, with hints for those who point at it. */
abstract class Layer extends Annotation {

  private final List<Tooltip> hints = new ArrayList<>();

  Layer() {
    super(false);
  }

  /** Draws, in pixels of the picture. */
  abstract void draw(Graphics2D graphics);

  @Override
  public final void paint(Graphics2D graphics) {
    hints.clear();
    graphics.setRenderingHint(RenderingHints.KEY_ANTIALIASING, RenderingHints.VALUE_ANTIALIAS_ON);
    graphics.setRenderingHint(RenderingHints.KEY_STROKE_CONTROL, RenderingHints.VALUE_STROKE_PURE);
    draw(graphics);
  }

  @Override
  public Rectangle2D getBounds() {
    return new Rectangle2D.Double();
  }

  /** The hints of the last painting. */
  List<Tooltip> hints() {
    return hints;
  }

  final void hint(Rectangle2D place, String text) {
    hints.add(new Tooltip(place, text));
  }

  final double pixelX(double value) {
    // XChart places NaN at 0.
    return Double.isNaN(value) ? value : getXAxisScreenValue(value);
  }

  final double pixelY(double value) {
    return getYAxisScreenValue(value);
  }

  /** The plot in pixels. */
  final Rectangle2D plot() {
    double left = getXAxisScreenValueForMin();
    double right = getXAxisScreenValueForMax();
    double top = Math.min(getYAxisScreenValueForMin(), getYAxisScreenValueForMax());
    double bottom = Math.max(getYAxisScreenValueForMin(), getYAxisScreenValueForMax());
    return new Rectangle2D.Double(left, top, right - left, bottom - top);
  }

  /** Writes a text whose baseline starts at the point. */
  static void text(Graphics2D graphics, String text, double x, double y, Font font, Color color) {
    if (!text.isEmpty()) {
      graphics.setFont(font);
      graphics.setColor(color);
      graphics.drawString(text, (float) x, (float) y);
    }
  }
}
