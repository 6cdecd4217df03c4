package io.convbench.reports.chart;

import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.Font;
import java.awt.Graphics2D;
import java.awt.geom.Ellipse2D;
import java.awt.geom.Line2D;
import java.awt.geom.Rectangle2D;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Set;

/** Balls with areas in proportion to parameters, their labels, and the key to their areas. */
final class BallLayer extends Layer {

  /** Pixels of the largest ball. */
  static final double LARGEST_RADIUS = 34;

  private static final double[] KEY_MILLIONS = {1, 5, 25, 100};
  private static final double SMALLEST_RADIUS = 3;

  private final List<Ball> balls;
  private final List<double[]> front;
  private final Set<String> onFront;
  private final Palette palette;
  private final double largest;

  /**
   * @param front corners of the front's line, x and y
   * @param onFront names on the front, which are printed bold
   */
  BallLayer(List<Ball> balls, List<double[]> front, Set<String> onFront, Palette palette) {
    this.balls =
        balls.stream().sorted(Comparator.comparingDouble(Ball::parameters).reversed()).toList();
    this.front = front;
    this.onFront = onFront;
    this.palette = palette;
    // Parameters are 0 where a run did not measure cost: all balls are then the smallest.
    this.largest = Math.max(1, balls.stream().mapToDouble(Ball::parameters).max().orElse(1));
  }

  @Override
  void draw(Graphics2D graphics) {
    balls.forEach(ball -> ball(graphics, ball));
    labels(graphics);
    key(graphics);
  }

  private void ball(Graphics2D graphics, Ball ball) {
    double radius = radius(ball.parameters());
    Ellipse2D disc = disc(pixelX(ball.x()), pixelY(ball.y()), radius);
    Color color = palette.color(ball.family());
    if (ball.measured()) {
      graphics.setColor(new Color(color.getRed(), color.getGreen(), color.getBlue(), 120));
      graphics.fill(disc);
    }
    graphics.setColor(color);
    graphics.setStroke(new BasicStroke(ball.measured() ? 1 : 2));
    graphics.draw(disc);
    hint(disc.getBounds2D(), ball.hint());
  }

  private void labels(Graphics2D graphics) {
    List<LabelPlacement.Disc> discs = new ArrayList<>();
    for (Ball ball : balls) {
      Rectangle2D box = Fonts.box(ball.label(), Fonts.STRONG);
      discs.add(
          new LabelPlacement.Disc(
              pixelX(ball.x()),
              pixelY(ball.y()),
              radius(ball.parameters()),
              box.getWidth() + 2,
              box.getHeight()));
    }
    List<LabelPlacement.Place> places = LabelPlacement.place(discs, plot(), frontLines());
    for (int i = 0; i < balls.size(); i++) {
      Ball ball = balls.get(i);
      Font font = onFront.contains(ball.name()) ? Fonts.STRONG : Fonts.TEXT;
      label(graphics, ball.label(), font, places.get(i));
    }
  }

  /** Writes a name at its place, with the leader if it has one. */
  static void label(Graphics2D graphics, String name, Font font, LabelPlacement.Place place) {
    if (place.leader() != null) {
      graphics.setColor(Palette.MUTED);
      graphics.setStroke(new BasicStroke(0.8f));
      graphics.draw(place.leader());
    }
    double x = place.box().getCenterX() - Fonts.width(name, font) / 2;
    double y = place.box().getCenterY() + Fonts.capHeight(font) / 2;
    text(graphics, name, x, y, font, Palette.INK);
  }

  private List<Line2D> frontLines() {
    List<Line2D> lines = new ArrayList<>();
    for (int i = 1; i < front.size(); i++) {
      double[] from = front.get(i - 1);
      double[] to = front.get(i);
      lines.add(new Line2D.Double(pixelX(from[0]), pixelY(from[1]), pixelX(to[0]), pixelY(to[1])));
    }
    return lines;
  }

  /** Below the legend, in the lower right corner of the picture. */
  private void key(Graphics2D graphics) {
    double x = plot().getMaxX() + 46;
    double y = plot().getMaxY() - 6;
    graphics.setStroke(new BasicStroke(1));
    for (int i = KEY_MILLIONS.length - 1; i >= 0; i--) {
      double radius = radius(1e6 * KEY_MILLIONS[i]);
      if (radius > LARGEST_RADIUS) {
        continue;
      }
      // Small balls leave room for their texts.
      double half = Math.max(radius, Fonts.capHeight(Fonts.TEXT) / 2);
      y -= half;
      graphics.setColor(Palette.MUTED);
      graphics.draw(disc(x, y, radius));
      text(
          graphics,
          Rounding.fixed(KEY_MILLIONS[i], 0) + " M",
          x + LARGEST_RADIUS + 10,
          y + Fonts.capHeight(Fonts.TEXT) / 2,
          Fonts.TEXT,
          Palette.INK);
      y -= half + 5;
    }
    text(graphics, "Area: parameters", x - 34, y - 8, Fonts.TEXT, Palette.INK);
  }

  private double radius(double parameters) {
    return Math.max(SMALLEST_RADIUS, LARGEST_RADIUS * Math.sqrt(parameters / largest));
  }

  private static Ellipse2D disc(double x, double y, double radius) {
    return new Ellipse2D.Double(x - radius, y - radius, 2 * radius, 2 * radius);
  }
}
