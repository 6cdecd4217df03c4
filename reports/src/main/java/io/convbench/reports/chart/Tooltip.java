package io.convbench.reports.chart;

import java.awt.geom.Rectangle2D;

/**
 * What a reader sees who points at a place of the picture.
 *
 * @param place in pixels of the picture
 * @param text exact values
 */
record Tooltip(Rectangle2D place, String text) {

  /** The same so many pixels further down. */
  Tooltip lower(int pixels) {
    return new Tooltip(
        new Rectangle2D.Double(
            place.getX(), place.getY() + pixels, place.getWidth(), place.getHeight()),
        text);
  }
}
