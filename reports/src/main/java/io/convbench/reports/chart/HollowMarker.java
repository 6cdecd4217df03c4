package io.convbench.reports.chart;

import java.awt.BasicStroke;
import java.awt.Graphics2D;
import java.awt.Shape;
import java.awt.geom.AffineTransform;
import java.awt.geom.Ellipse2D;
import java.awt.geom.Path2D;
import java.awt.geom.Rectangle2D;
import org.knowm.xchart.style.markers.Marker;
import org.knowm.xchart.style.markers.SeriesMarkers;

/** The outline of a mark, for what was not measured here. */
final class HollowMarker extends Marker {

  /** Corners of a plus in thirds of its half side. */
  private static final double[][] PLUS = {
    {-1, -3}, {1, -3}, {1, -1}, {3, -1}, {3, 1}, {1, 1}, {1, 3}, {-1, 3}, {-1, 1}, {-3, 1},
    {-3, -1}, {-1, -1}
  };

  private final Marker filled;

  /** A ring. */
  HollowMarker() {
    this(SeriesMarkers.CIRCLE);
  }

  /**
   * @param filled one of {@link Palette}'s
   */
  HollowMarker(Marker filled) {
    this.filled = filled;
  }

  @Override
  public void paint(Graphics2D graphics, double x, double y, int size) {
    graphics.setStroke(new BasicStroke(2));
    graphics.draw(
        AffineTransform.getTranslateInstance(x, y).createTransformedShape(outline(size * 0.75)));
  }

  /** Around the origin. */
  private Shape outline(double half) {
    if (filled == SeriesMarkers.SQUARE) {
      return new Rectangle2D.Double(-half, -half, 2 * half, 2 * half);
    } else if (filled == SeriesMarkers.TRIANGLE_UP) {
      return polygon(half, new double[][] {{-1, 1}, {1, 1}, {0, -1}});
    } else if (filled == SeriesMarkers.TRIANGLE_DOWN) {
      return polygon(half, new double[][] {{-1, -1}, {1, -1}, {0, 1}});
    } else if (filled == SeriesMarkers.DIAMOND) {
      return polygon(1.2 * half, new double[][] {{0, -1}, {1, 0}, {0, 1}, {-1, 0}});
    } else if (filled == SeriesMarkers.PLUS) {
      return polygon(1.1 * half / 3, PLUS);
    } else if (filled == SeriesMarkers.CROSS) {
      return AffineTransform.getRotateInstance(Math.PI / 4)
          .createTransformedShape(polygon(1.1 * half / 3, PLUS));
    }
    return new Ellipse2D.Double(-half, -half, 2 * half, 2 * half);
  }

  private static Shape polygon(double scale, double[][] corners) {
    Path2D path = new Path2D.Double();
    for (double[] corner : corners) {
      if (path.getCurrentPoint() == null) {
        path.moveTo(scale * corner[0], scale * corner[1]);
      } else {
        path.lineTo(scale * corner[0], scale * corner[1]);
      }
    }
    path.closePath();
    return path;
  }
}
