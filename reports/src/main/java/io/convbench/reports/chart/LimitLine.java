package io.convbench.reports.chart;

import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.Font;
import java.awt.Graphics2D;
import java.awt.geom.Line2D;
import java.awt.geom.Rectangle2D;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.knowm.xchart.style.markers.SeriesMarkers;

/** An upright dashed line over rows that stops where words or marks stand on it. */
final class LimitLine {

  private static final Color COLOR = Palette.VERMILLION;
  private static final float[] DASHES = {6, 4};
  private static final double GAP = 2;

  private final double x;
  private final double top;
  private final double bottom;
  private final List<Rectangle2D> spared = new ArrayList<>();

  /**
   * Over all rows of {@link Frame#rows}.
   *
   * @param value on the horizontal axis; NaN for no line
   */
  LimitLine(Layer layer, double value, int rows) {
    this.x = layer.pixelX(value);
    this.top = layer.pixelY(rows + Frame.ROWS_END);
    this.bottom = layer.plot().getMaxY();
  }

  /** Names it in the legend. */
  static void legend(Frame frame, String name) {
    frame.legend(name, COLOR, stroke(0), SeriesMarkers.NONE);
  }

  /** Stops for a text whose baseline starts at the point. */
  void spare(String text, double left, double baseline, Font font) {
    if (!text.isEmpty()) {
      double height = Fonts.capHeight(font);
      spare(new Rectangle2D.Double(left, baseline - height, Fonts.width(text, font), height));
    }
  }

  /** Stops for a mark of this size around the point. */
  void spare(double centreX, double centreY, double size) {
    spare(new Rectangle2D.Double(centreX - size / 2, centreY - size / 2, size, size));
  }

  private void spare(Rectangle2D box) {
    if (box.getMinX() - GAP < x && x < box.getMaxX() + GAP) {
      spared.add(box);
    }
  }

  /** Draws what is left of it. */
  void draw(Graphics2D graphics) {
    if (Double.isNaN(x)) {
      return;
    }
    graphics.setColor(COLOR);
    double y = top;
    spared.sort(Comparator.comparingDouble(Rectangle2D::getMinY));
    for (Rectangle2D box : spared) {
      part(graphics, y, box.getMinY() - GAP);
      y = Math.max(y, box.getMaxY() + GAP);
    }
    part(graphics, y, bottom);
  }

  private void part(Graphics2D graphics, double from, double to) {
    if (from < to) {
      graphics.setStroke(stroke(from - top));
      graphics.draw(new Line2D.Double(x, from, x, to));
    }
  }

  /** Dashes go on behind a stop as if there was none. */
  private static BasicStroke stroke(double phase) {
    return new BasicStroke(
        2,
        BasicStroke.CAP_BUTT,
        BasicStroke.JOIN_MITER,
        10,
        DASHES,
        (float) (phase % (DASHES[0] + DASHES[1])));
  }
}
