package io.convbench.reports.chart;

import java.awt.Graphics2D;

/**
 * Labels at 1, 2, 3 and 5 of every decade of a logarithmic x axis (1 and 3 over many decades),
 * where XChart would label the decades alone or every single mark.
 */
final class LogLabels extends Layer {

  /** From the plot's lower edge to the baseline of XChart's own labels. */
  private static final int BASELINE = 17;

  /** From its upper edge to the baseline of labels within it. */
  private static final int UPPER_BASELINE = 11;

  private static final int[] DIGITS = {1, 2, 3, 5};
  private static final int[] FEW_DIGITS = {1, 3};
  private static final double SMALL = 1e-3;
  private static final double MANY_DECADES = 3.5;

  private final double min;
  private final double max;
  private final boolean above;

  LogLabels(double min, double max) {
    this(min, max, false);
  }

  private LogLabels(double min, double max, boolean above) {
    this.min = min;
    this.max = max;
    this.above = above;
  }

  /** The same at the upper edge, within the plot. */
  static LogLabels above(double min, double max) {
    return new LogLabels(min, max, true);
  }

  @Override
  void draw(Graphics2D graphics) {
    double decades = Math.log10(max / min);
    for (int decade = (int) Math.floor(Math.log10(min)); decade <= Math.log10(max); decade++) {
      for (int digit : decades > MANY_DECADES ? FEW_DIGITS : DIGITS) {
        double value = digit * Math.pow(10, decade);
        if (value >= min && value <= max) {
          label(graphics, value);
        }
      }
    }
  }

  private void label(Graphics2D graphics, double value) {
    String text = text(value);
    double x = pixelX(value) - Fonts.width(text, Fonts.TEXT) / 2;
    double y = above ? plot().getMinY() + UPPER_BASELINE : plot().getMaxY() + BASELINE;
    text(graphics, text, x, y, Fonts.TEXT, Palette.INK);
  }

  private static String text(double value) {
    return value < SMALL ? Rounding.scientific(value).replace(".0e", "e") : Rounding.plain(value);
  }
}
