package io.convbench.reports.chart;

import io.convbench.results.SearchedRates.Trial;
import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.geom.Point2D;
import java.awt.geom.Rectangle2D;
import java.util.Comparator;
import java.util.List;
import org.knowm.xchart.style.markers.Marker;
import org.knowm.xchart.style.markers.SeriesMarkers;

/**
 * One diagram of 99th percentiles over rates, both from 0, with the bound.
 *
 * @param title above it
 * @param boundMillis of all lines
 * @param lines in drawing order
 */
record RatePanel(String title, double boundMillis, List<Line> lines) implements PanelGrid.Panel {

  static final BasicStroke LINE = new BasicStroke(1.8f);
  static final BasicStroke BOUND =
      new BasicStroke(
          1.6f, BasicStroke.CAP_BUTT, BasicStroke.JOIN_MITER, 10, new float[] {6, 4}, 0);

  private static final int RIGHT = 26;
  private static final int BOTTOM = 28;

  /** The rates that are drawn end a little behind the largest that kept the bound. */
  private static final double BEHIND = 1.3;

  private static final double ABOVE = 1.2;

  /** A search. */
  record Line(String name, Color color, Marker marker, List<Trial> trials) {}

  @Override
  public void draw(Graphics2D graphics, Layer layer, Rectangle2D space) {
    double right = BEHIND * largestKept();
    PanelPlot plot =
        new PanelPlot(graphics, layer, PanelPlot.area(space, RIGHT, BOTTOM), ABOVE * boundMillis);
    plot.title(title);
    grid(plot, right);
    for (Line line : lines) {
      draw(plot, right, line);
    }
  }

  private double largestKept() {
    return lines.stream()
        .flatMap(line -> line.trials().stream())
        .filter(Trial::boundKept)
        .mapToDouble(Trial::offeredPerSecond)
        .max()
        .orElse(1);
  }

  private void grid(PanelPlot plot, double right) {
    plot.rows(PanelPlot.tick(plot.top()));
    double step = PanelPlot.tick(right);
    for (int i = 0; i * step <= right; i++) {
      double x = x(plot, right, i * step);
      plot.upright(x);
      plot.below(Rounding.plain(i * step), x);
    }
    plot.across(plot.y(boundMillis), Palette.INK, BOUND);
  }

  private void draw(PanelPlot plot, double right, Line line) {
    List<Trial> drawn =
        line.trials().stream()
            .filter(trial -> trial.offeredPerSecond() <= right)
            .sorted(Comparator.comparing(Trial::offeredPerSecond))
            .toList();
    plot.line(
        drawn.stream().filter(Trial::boundKept).map(trial -> place(plot, right, trial)).toList(),
        line.color(),
        LINE);
    for (Trial trial : drawn) {
      plot.mark(
          trial.boundKept() ? line.marker() : SeriesMarkers.CROSS,
          place(plot, right, trial),
          line.color(),
          "%s, %s: %s queries per second, %s"
              .formatted(
                  title,
                  line.name(),
                  Rounding.significant(trial.offeredPerSecond()),
                  trial.boundKept()
                      ? "99 % within " + Rounding.significant(millis(trial)) + " ms"
                      : "bound not kept"));
    }
  }

  /** At the top where the bound was not kept. */
  private Point2D place(PanelPlot plot, double right, Trial trial) {
    return new Point2D.Double(
        x(plot, right, trial.offeredPerSecond()),
        trial.boundKept() ? plot.y(millis(trial)) : plot.area().getMinY());
  }

  private double millis(Trial trial) {
    return trial.p99Millis().orElse(boundMillis);
  }

  private static double x(PanelPlot plot, double right, double perSecond) {
    return plot.area().getMinX() + perSecond / right * plot.area().getWidth();
  }
}
