package io.convbench.reports.chart;

import io.convbench.results.selection.ParetoFront;
import java.awt.BasicStroke;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/** Accuracy against a cost on a logarithmic axis, one ball per architecture, with the front. */
final class BallChart {

  private static final int HEIGHT = 648;
  private static final int MARGIN = 50;
  private static final BasicStroke DASHED =
      new BasicStroke(
          1.6f, BasicStroke.CAP_BUTT, BasicStroke.JOIN_MITER, 10, new float[] {6, 4}, 0);

  private final List<Ball> balls;
  private final List<Ball> front;
  private final Palette palette;

  BallChart(List<Ball> balls) {
    this.balls = List.copyOf(balls);
    this.front = ParetoFront.of(ParetoFront.comparable(balls, Ball::measured), Ball::x, Ball::y);
    this.palette = new Palette(balls.stream().map(Ball::family).toList());
  }

  /** Those that no other beats of as comparable an accuracy, by ascending cost. */
  List<Ball> front() {
    return front;
  }

  Picture picture(String title, String xTitle) {
    Frame frame = new Frame(title, HEIGHT, xTitle, "Top-1 accuracy, %");
    double[] x = logRange();
    double[] y = range();
    frame.logarithmicX(x[0], x[1]).y(y[0], y[1]);
    frame.plainYLabels().styler().setYAxisTickMarkSpacingHint(60);
    families(frame);
    List<double[]> corners = corners(x[1]);
    frame.line(
        "Pareto front",
        corners.stream().mapToDouble(corner -> corner[0]).toArray(),
        corners.stream().mapToDouble(corner -> corner[1]).toArray(),
        Palette.MUTED,
        DASHED);
    origins(frame);
    frame.unevenY();
    Set<String> names = front.stream().map(Ball::name).collect(Collectors.toSet());
    return frame.layer(new BallLayer(balls, corners, names, palette)).picture();
  }

  private void families(Frame frame) {
    for (String family : palette.families()) {
      List<Ball> own = balls.stream().filter(ball -> ball.family().equals(family)).toList();
      frame.marks(
          family,
          own.stream().mapToDouble(Ball::x).toArray(),
          own.stream().mapToDouble(Ball::y).toArray(),
          palette.color(family),
          palette.shape(family));
    }
  }

  private void origins(Frame frame) {
    if (balls.stream().anyMatch(ball -> !ball.measured())) {
      frame.marks(
          "Published, not measured",
          new double[] {balls.get(0).x()},
          new double[] {Double.NaN},
          Palette.MUTED,
          new HollowMarker());
    }
  }

  /** The front as steps: to the next cost at the old accuracy, then up. */
  private List<double[]> corners(double right) {
    List<double[]> corners = new ArrayList<>();
    double height = 0;
    for (Ball ball : front) {
      if (!corners.isEmpty()) {
        corners.add(new double[] {ball.x(), height});
      }
      height = ball.y();
      corners.add(new double[] {ball.x(), height});
    }
    corners.add(new double[] {right, height});
    return corners;
  }

  /** Ends between which the largest ball is whole wherever it is. */
  private double[] logRange() {
    double min = balls.stream().mapToDouble(Ball::x).min().orElseThrow();
    double max = balls.stream().mapToDouble(Ball::x).max().orElseThrow();
    // An axis that more than doubles has a label.
    double pad = Math.max(Math.pow(max / min, MARGIN / 850.0), Math.sqrt(2.2 * min / max));
    return new double[] {min / pad, max * pad};
  }

  private double[] range() {
    double min = balls.stream().mapToDouble(Ball::y).min().orElseThrow();
    double max = balls.stream().mapToDouble(Ball::y).max().orElseThrow();
    double pad = Math.max((max - min) * MARGIN / 500, 1);
    return new double[] {min - pad, max + pad};
  }
}
