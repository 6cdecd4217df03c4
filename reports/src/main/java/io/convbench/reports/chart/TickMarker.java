package io.convbench.reports.chart;

import java.awt.BasicStroke;
import java.awt.Graphics2D;
import java.awt.geom.Line2D;
import org.knowm.xchart.style.markers.Marker;

/** An upright stroke across a bar, thin or thick. */
final class TickMarker extends Marker {

  private final float width;

  TickMarker(float width) {
    this.width = width;
  }

  @Override
  public void paint(Graphics2D graphics, double x, double y, int size) {
    graphics.setStroke(new BasicStroke(width, BasicStroke.CAP_BUTT, BasicStroke.JOIN_MITER));
    graphics.draw(new Line2D.Double(x, y - size, x, y + size));
  }
}
