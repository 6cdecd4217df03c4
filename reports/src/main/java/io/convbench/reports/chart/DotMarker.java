package io.convbench.reports.chart;

import java.awt.Graphics2D;
import java.awt.geom.Ellipse2D;
import org.knowm.xchart.style.markers.Marker;

/** A disc of a size of its own, so that several at one place can be told apart. */
final class DotMarker extends Marker {

  private final double radius;

  DotMarker(double radius) {
    this.radius = radius;
  }

  @Override
  public void paint(Graphics2D graphics, double x, double y, int size) {
    graphics.fill(new Ellipse2D.Double(x - radius, y - radius, 2 * radius, 2 * radius));
  }
}
