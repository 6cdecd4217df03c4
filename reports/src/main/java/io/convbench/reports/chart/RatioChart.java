package io.convbench.reports.chart;

import io.convbench.results.CsvTable;
import io.convbench.results.comparison.ChangeVerdict;
import io.convbench.results.comparison.Comparison;
import io.convbench.results.comparison.FigureComparison;
import io.convbench.results.comparison.Metric;
import io.convbench.results.comparison.Ratio;
import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.geom.Ellipse2D;
import java.awt.geom.Line2D;
import java.awt.geom.Rectangle2D;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.knowm.xchart.style.markers.SeriesMarkers;

/** How much each figure of a run is above or below that of the baseline, with its interval. */
public final class RatioChart {

  private static final int ROW = 18;
  private static final int OVERHEAD = 120;
  private static final int NAME_GAP = 8;
  private static final int LONGEST_NAME = 420;
  private static final double DOT = 7;
  private static final double LEAST_SIDE = 10;

  /** What is farther away is drawn at the edge, so that the others can be told apart. */
  private static final double MOST_SIDE = 150;

  private static final double MARGIN = 1.15;
  private static final BasicStroke INTERVAL = new BasicStroke(2);
  private static final BasicStroke DASHED =
      new BasicStroke(
          1.2f, BasicStroke.CAP_BUTT, BasicStroke.JOIN_MITER, 10, new float[] {5, 4}, 0);

  private final Metric metric;
  private final List<FigureComparison> rows;
  private final double side;
  private final String shared;

  private RatioChart(Metric metric, List<FigureComparison> rows) {
    this.metric = metric;
    this.rows = rows;
    this.shared = shared(rows);
    double farthest =
        rows.stream()
            .map(one -> one.ratio().orElseThrow())
            .mapToDouble(
                one ->
                    Math.max(
                        Math.abs(percent(one.low().orElse(one.estimate()))),
                        Math.abs(percent(one.high().orElse(one.estimate())))))
            .max()
            .orElse(0);
    this.side = Math.min(MOST_SIDE, Math.max(LEAST_SIDE, MARGIN * farthest));
  }

  /** A chart for each metric that varies by chance, of the figures that have a ratio. */
  public static List<Figure> draw(Comparison comparison) {
    List<Figure> figures = new ArrayList<>();
    for (Metric metric : Metric.values()) {
      boolean varies = metric.rule() != Metric.Rule.EXACT && metric.rule() != Metric.Rule.LIMIT;
      List<FigureComparison> rows =
          comparison.figures().stream()
              .filter(one -> one.after().metric() == metric && one.ratio().isPresent())
              .sorted(
                  Comparator.comparingDouble(
                      (FigureComparison one) -> -one.ratio().orElseThrow().estimate()))
              .toList();
      if (varies && !rows.isEmpty()) {
        figures.add(new RatioChart(metric, rows).draw());
      }
    }
    return figures;
  }

  private Figure draw() {
    String header = metric.column().header();
    String title = metric.label() + " against the baseline";
    Frame frame =
        new Frame(title, OVERHEAD + ROW * rows.size(), "Change against the baseline, %", "");
    frame.x(-side, side).rows(rows.size(), 0, nameWidth()).plainXLabels();
    for (ChangeVerdict verdict : ChangeVerdict.values()) {
      if (rows.stream().anyMatch(one -> one.verdict() == verdict)) {
        frame.legend(verdict.word(), color(verdict), INTERVAL, SeriesMarkers.CIRCLE);
      }
    }
    frame.layer(new Rows());
    return new Figure(
        "ratio-" + header.replace('_', '-'),
        title,
        "Each dot is one cell; the line is the 95 % interval of its ratio, the machine's drift taken"
            + " out. Dashed ticks are the change that counts for the cell. "
            + (metric.smallerIsBetter() ? "Right of 0 is worse." : "Left of 0 is worse.")
            + (side == MOST_SIDE ? " What is farther away is drawn at the edge." : "")
            + (shared.isEmpty() ? "" : " All names go on with %s.".formatted(shared)),
        "%s cells from %s %% to %s %% of change."
            .formatted(
                rows.size(),
                Rounding.signed(percent(ratio(rows.size() - 1).estimate()), 1),
                Rounding.signed(percent(ratio(0).estimate()), 1)),
        data(),
        frame.picture());
  }

  private String name(int row) {
    String cell = rows.get(row).after().cell();
    return Fonts.cut(cell.substring(0, cell.length() - shared.length()), Fonts.SMALL, LONGEST_NAME);
  }

  /** The end that all cells' names share, from a hyphen on; empty for a single one. */
  private static String shared(List<FigureComparison> rows) {
    String first = rows.get(0).after().cell();
    String end = first;
    for (FigureComparison one : rows) {
      while (!one.after().cell().endsWith(end) || one.after().cell().equals(end)) {
        int next = end.indexOf('-', 1);
        if (next < 0) {
          return "";
        }
        end = end.substring(next);
      }
    }
    return end;
  }

  private int nameWidth() {
    double widest = 0;
    for (int row = 0; row < rows.size(); row++) {
      widest = Math.max(widest, Fonts.width(name(row), Fonts.SMALL));
    }
    return (int) Math.ceil(widest) + 2 * NAME_GAP;
  }

  private Ratio ratio(int row) {
    return rows.get(row).ratio().orElseThrow();
  }

  private static double percent(double ratio) {
    return 100 * (ratio - 1);
  }

  private static Color color(ChangeVerdict verdict) {
    return switch (verdict) {
      case CHANGED -> Palette.VERMILLION;
      case UNCHANGED -> Palette.BLUE;
      case CANNOT_TELL -> Palette.GREY;
    };
  }

  private CsvTable data() {
    CsvTable table =
        new CsvTable(
            List.of("cell", "ratio", "ratio_ci95_low", "ratio_ci95_high", "threshold", "verdict"));
    for (FigureComparison one : rows) {
      Ratio ratio = one.ratio().orElseThrow();
      table.add(
          List.of(
              one.after().cell(),
              Double.toString(ratio.estimate()),
              Cells.text(ratio.low()),
              Cells.text(ratio.high()),
              Double.toString(one.threshold()),
              one.verdict().word()));
    }
    return table;
  }

  /** Names, intervals, dots and thresholds. */
  private final class Rows extends Layer {
    @Override
    void draw(Graphics2D graphics) {
      Rectangle2D plot = plot();
      graphics.setColor(Palette.MUTED);
      graphics.setStroke(new BasicStroke(1));
      graphics.draw(new Line2D.Double(pixelX(0), plot.getMinY(), pixelX(0), plot.getMaxY()));
      for (int row = 0; row < rows.size(); row++) {
        row(graphics, plot, row);
      }
    }

    private void row(Graphics2D graphics, Rectangle2D plot, int row) {
      FigureComparison one = rows.get(row);
      double y = pixelY(rows.size() - row);
      Ratio ratio = ratio(row);
      double baseline = y + Fonts.capHeight(Fonts.SMALL) / 2;
      double start = plot.getMinX() - NAME_GAP - Fonts.width(name(row), Fonts.SMALL);
      text(graphics, name(row), start, baseline, Fonts.SMALL, Palette.INK);
      graphics.setColor(Palette.MUTED);
      graphics.setStroke(DASHED);
      for (double threshold : new double[] {1 + one.threshold(), 1 / (1 + one.threshold())}) {
        double x = x(threshold);
        graphics.draw(new Line2D.Double(x, y - ROW / 2.0, x, y + ROW / 2.0));
      }
      graphics.setColor(color(one.verdict()));
      graphics.setStroke(INTERVAL);
      graphics.draw(
          new Line2D.Double(
              x(ratio.low().orElse(ratio.estimate())),
              y,
              x(ratio.high().orElse(ratio.estimate())),
              y));
      graphics.fill(new Ellipse2D.Double(x(ratio.estimate()) - DOT / 2, y - DOT / 2, DOT, DOT));
      hint(
          new Rectangle2D.Double(plot.getMinX(), y - ROW / 2.0, plot.getWidth(), ROW),
          "%s: %s %%, %s; %s"
              .formatted(
                  one.after().cell(),
                  Rounding.signed(percent(ratio.estimate()), 1),
                  one.verdict().word(),
                  one.reason()));
    }

    private double x(double ratio) {
      return pixelX(Math.max(-side, Math.min(side, percent(ratio))));
    }
  }
}
