package io.convbench.reports.chart;

import java.awt.BasicStroke;
import java.awt.Graphics2D;
import java.awt.geom.Ellipse2D;
import org.knowm.xchart.style.markers.Marker;

/** A ring, for what was not measured here. */
final class HollowMarker extends Marker {

  @Override
  public void paint(Graphics2D graphics, double x, double y, int size) {
    graphics.setStroke(new BasicStroke(2));
    graphics.draw(new Ellipse2D.Double(x - size * 0.75, y - size * 0.75, size * 1.5, size * 1.5));
  }
}
