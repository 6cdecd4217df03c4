package io.convbench.reports.chart;

import java.awt.geom.Rectangle2D;

/**
 * What a reader sees who points at a place of the picture.
 *
 * @param place in pixels of the picture
 * @param text exact values
 */
record Hint(Rectangle2D place, String text) {

  /** The same so many pixels further down. */
  Hint lower(int pixels) {
    return new Hint(
        new Rectangle2D.Double(
            place.getX(), place.getY() + pixels, place.getWidth(), place.getHeight()),
        text);
  }
}
