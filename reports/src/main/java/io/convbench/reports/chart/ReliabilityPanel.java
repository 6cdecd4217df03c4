package io.convbench.reports.chart;

import io.convbench.results.statistics.Calibration;
import io.convbench.results.statistics.Calibration.Bin;
import io.convbench.results.statistics.WilsonInterval;
import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.geom.Line2D;
import java.awt.geom.Rectangle2D;

/**
 * One reliability diagram: one bar per bin of confidence against the diagonal, and below it how
 * many images the bins hold.
 */
final class ReliabilityPanel {

  /** Bins of fewer images are drawn pale: their share right says little. */
  static final int FEW_IMAGES = 10;

  static final Color FEW = new Color(0xA6, 0xCE, 0xE3);
  static final Color COUNTS = new Color(0xB0, 0xB0, 0xB0);
  static final BasicStroke DIAGONAL =
      new BasicStroke(
          1.6f, BasicStroke.CAP_BUTT, BasicStroke.JOIN_MITER, 10, new float[] {6, 4}, 0);

  private static final int LEFT = 44;
  private static final int RIGHT = 18;
  private static final int TOP = 42;
  private static final int BOTTOM = 30;
  private static final int STRIP = 32;
  private static final int STRIP_GAP = 5;

  private final String title;
  private final Calibration calibration;
  private final Rectangle2D square;

  /**
   * @param room the panel with its texts, in pixels
   */
  ReliabilityPanel(String title, Calibration calibration, Rectangle2D room) {
    this.title = title;
    this.calibration = calibration;
    this.square =
        new Rectangle2D.Double(
            room.getX() + LEFT,
            room.getY() + TOP,
            room.getWidth() - LEFT - RIGHT,
            room.getHeight() - TOP - BOTTOM - STRIP - STRIP_GAP);
  }

  void draw(Graphics2D graphics, Layer layer) {
    heading(graphics);
    grid(graphics);
    long most = Math.max(1, calibration.bins().stream().mapToLong(Bin::images).max().orElse(1));
    for (Bin bin : calibration.bins()) {
      if (bin.images() > 0) {
        bar(graphics, bin);
        count(graphics, bin, most);
        layer.hint(
            new Rectangle2D.Double(
                x(bin.low()),
                square.getY(),
                x(bin.high()) - x(bin.low()),
                bottom() - square.getY()),
            hint(bin));
      }
    }
    String count = Long.toString(most);
    Layer.text(
        graphics,
        count,
        x(0) - Fonts.width(count, Fonts.TEXT) - 6,
        bottom() - (STRIP - Fonts.capHeight(Fonts.TEXT)) / 2,
        Fonts.TEXT,
        Palette.MUTED);
    graphics.setColor(Palette.VERMILLION);
    graphics.setStroke(DIAGONAL);
    graphics.draw(new Line2D.Double(x(0), y(0), x(1), y(1)));
  }

  private void heading(Graphics2D graphics) {
    long images = calibration.bins().stream().mapToLong(Bin::images).sum();
    Layer.text(graphics, title, square.getX(), square.getY() - 25, Fonts.STRONG, Palette.INK);
    Layer.text(
        graphics,
        "ECE %s %%, %s images".formatted(Rounding.percent(calibration.expectedError()), images),
        square.getX(),
        square.getY() - 9,
        Fonts.TEXT,
        Palette.MUTED);
  }

  private void grid(Graphics2D graphics) {
    for (int percent = 0; percent <= 100; percent += 25) {
      double value = percent / 100.0;
      graphics.setColor(Palette.GRID);
      graphics.setStroke(new BasicStroke(1));
      graphics.draw(new Line2D.Double(x(0), y(value), x(1), y(value)));
      graphics.draw(new Line2D.Double(x(value), y(0), x(value), y(1)));
      if (percent % 50 == 0) {
        String label = Integer.toString(percent);
        double width = Fonts.width(label, Fonts.TEXT);
        double middle = Fonts.capHeight(Fonts.TEXT) / 2;
        Layer.text(graphics, label, x(0) - width - 6, y(value) + middle, Fonts.TEXT, Palette.INK);
        Layer.text(graphics, label, x(value) - width / 2, bottom() + 16, Fonts.TEXT, Palette.INK);
      }
    }
  }

  private void bar(Graphics2D graphics, Bin bin) {
    graphics.setColor(bin.images() < FEW_IMAGES ? FEW : Palette.BLUE);
    double top = y(bin.accuracy());
    graphics.fill(
        new Rectangle2D.Double(
            x(bin.low()) + 1, top, x(bin.high()) - x(bin.low()) - 2, y(0) - top));
    WilsonInterval interval = interval(bin);
    double middle = (x(bin.low()) + x(bin.high())) / 2;
    graphics.setColor(Palette.INK);
    graphics.setStroke(new BasicStroke(1.2f));
    graphics.draw(new Line2D.Double(middle, y(interval.low()), middle, y(interval.high())));
  }

  private void count(Graphics2D graphics, Bin bin, long most) {
    double height = Math.max(1, (double) STRIP * bin.images() / most);
    graphics.setColor(COUNTS);
    graphics.fill(
        new Rectangle2D.Double(
            x(bin.low()) + 1, bottom() - height, x(bin.high()) - x(bin.low()) - 2, height));
  }

  private String hint(Bin bin) {
    WilsonInterval interval = interval(bin);
    return "%s, confidence %s to %s %%: %s of %s images right, %s %% (95 %%: %s to %s), mean confidence %s %%"
        .formatted(
            title,
            Rounding.percent(bin.low()),
            Rounding.percent(bin.high()),
            bin.hits(),
            bin.images(),
            Rounding.percent(bin.accuracy()),
            Rounding.percent(interval.low()),
            Rounding.percent(interval.high()),
            Rounding.percent(bin.meanConfidence()));
  }

  private static WilsonInterval interval(Bin bin) {
    return WilsonInterval.of(bin.hits(), bin.images());
  }

  /** Where the counts stand. */
  private double bottom() {
    return square.getMaxY() + STRIP_GAP + STRIP;
  }

  private double x(double fraction) {
    return square.getX() + fraction * square.getWidth();
  }

  private double y(double fraction) {
    return square.getMaxY() - fraction * square.getHeight();
  }
}
