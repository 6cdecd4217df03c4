package io.convbench.reports.chart;

import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.geom.Rectangle2D;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;

/**
 * Horizontal bars, which leave room for names: XChart has none, so a bar is a thick line and a
 * series of bars one line with gaps.
 */
final class BarChart {

  private static final int OVERHEAD = 98;
  private static final int SLOT = 17;
  private static final int GAP = 9;
  private static final int NAME_GAP = 8;
  private static final int ASIDE_GAP = 8;
  private static final int TEXT_GAP = 6;
  private static final int MARK = 7;

  /** Longer names of series are cut; the whole one is in the hint. */
  private static final int LONGEST_SERIES = 330;

  private final String title;
  private final String xTitle;
  private final List<String> rows;
  private final int slots;
  private final List<String> series;
  private final List<BarSeries> bars = new ArrayList<>();
  private final List<MarkSeries> marks = new ArrayList<>();
  private final List<BarLabel> labels = new ArrayList<>();
  private double limit = Double.NaN;
  private String limitName = "";
  private int tickSpacing = 74;

  /**
   * @param rows names from the top
   * @param series names of the bars of a row, side by side; written before every bar where there
   *     are several, as hues alone do not tell them apart
   */
  BarChart(String title, String xTitle, List<String> rows, List<String> series) {
    this.title = title;
    this.xTitle = xTitle;
    this.rows = List.copyOf(rows);
    this.slots = series.size();
    this.series =
        series.size() == 1
            ? List.of()
            : series.stream().map(name -> Fonts.cut(name, Fonts.SMALL, LONGEST_SERIES)).toList();
  }

  BarChart add(BarSeries series) {
    bars.add(series);
    return this;
  }

  BarChart add(MarkSeries series) {
    marks.add(series);
    return this;
  }

  BarChart add(BarLabel label) {
    labels.add(label);
    return this;
  }

  /** A vertical line over all rows. */
  BarChart limit(String name, double value) {
    limit = value;
    limitName = name;
    return this;
  }

  /** Marks the axis at fewer places. */
  BarChart sparse() {
    tickSpacing = 150;
    return this;
  }

  /** Draws on an axis from 0. */
  Picture linear(double max) {
    Frame frame = frame();
    // XChart leaves out the mark at the very end of an axis.
    frame.x(-1e-6 * max, max).plainXLabels();
    frame.styler().setXAxisTickMarkSpacingHint(tickSpacing);
    return draw(frame);
  }

  /** Draws on a logarithmic axis. */
  Picture logarithmic(double min, double max) {
    return draw(frame().logarithmicX(min, max));
  }

  private Frame frame() {
    // XChart places nothing on a vertical axis shorter than the horizontal one's mark spacing.
    int height = OVERHEAD + Math.max(rows.size() * rowHeight(), 5 * tickSpacing / 4);
    return new Frame(title, height, xTitle, "").rows(rows.size(), 0, nameWidth());
  }

  private Picture draw(Frame frame) {
    bars.forEach(series -> bars(frame, series));
    if (!Double.isNaN(limit)) {
      LimitLine.legend(frame, limitName);
    }
    marks.forEach(series -> marks(frame, series));
    return frame.layer(new LabelLayer()).picture();
  }

  private void bars(Frame frame, BarSeries series) {
    int count = rows.size();
    double[] x = new double[3 * count];
    double[] y = new double[3 * count];
    for (int row = 0; row < count; row++) {
      Optional<Bar> bar = series.bars().get(row);
      x[3 * row] = bar.map(Bar::from).orElse(1.0);
      x[3 * row + 1] = bar.map(Bar::to).orElse(1.0);
      x[3 * row + 2] = 1;
      y[3 * row] = bar.isPresent() ? y(row, series.slot()) : Double.NaN;
      y[3 * row + 1] = y[3 * row];
      y[3 * row + 2] = Double.NaN;
    }
    frame
        .line(
            series.name(),
            x,
            y,
            series.color(),
            new BasicStroke(SLOT - 2, BasicStroke.CAP_BUTT, BasicStroke.JOIN_MITER))
        .setShowInLegend(series.inLegend());
  }

  private void marks(Frame frame, MarkSeries series) {
    List<double[]> points = new ArrayList<>();
    for (int slot = 0; slot < series.values().size(); slot++) {
      for (int row = 0; row < series.values().get(slot).size(); row++) {
        OptionalDouble value = series.values().get(slot).get(row);
        if (value.isPresent()) {
          points.add(new double[] {value.getAsDouble(), y(row, slot)});
        }
      }
    }
    if (!points.isEmpty()) {
      frame.marks(
          series.name(),
          points.stream().mapToDouble(point -> point[0]).toArray(),
          points.stream().mapToDouble(point -> point[1]).toArray(),
          series.color(),
          series.marker());
    }
  }

  private double y(int row, int slot) {
    double offset = ((slots - 1) / 2.0 - slot) * SLOT / rowHeight();
    return rows.size() - row + offset;
  }

  private int rowHeight() {
    return slots * SLOT + GAP;
  }

  private int nameWidth() {
    double widest = rows.stream().mapToDouble(row -> Fonts.width(row, Fonts.TEXT)).max().orElse(0);
    return (int) Math.ceil(widest) + seriesWidth() + 2 * NAME_GAP;
  }

  private int seriesWidth() {
    double widest =
        series.stream().mapToDouble(name -> Fonts.width(name, Fonts.SMALL)).max().orElse(-NAME_GAP);
    return (int) Math.ceil(widest) + NAME_GAP;
  }

  /** Of the bar in a slot; stacked ones have the value behind them. */
  private Color color(int slot) {
    return bars.stream()
        .filter(one -> one.slot() == slot)
        .map(BarSeries::color)
        .findFirst()
        .orElse(Color.WHITE);
  }

  /** The names before the bars and the values behind them. */
  private final class LabelLayer extends Layer {
    @Override
    void draw(Graphics2D graphics) {
      for (int row = 0; row < rows.size(); row++) {
        String name = rows.get(row);
        double x = plot().getMinX() - NAME_GAP - seriesWidth() - Fonts.width(name, Fonts.TEXT);
        double y = pixelY(rows.size() - row) + Fonts.capHeight(Fonts.TEXT) / 2;
        text(graphics, name, x, y, Fonts.TEXT, Palette.INK);
      }
      LimitLine upright = new LimitLine(this, limit, rows.size());
      for (BarLabel label : labels) {
        double y = pixelY(y(label.row(), label.slot()));
        label(graphics, label, y + Fonts.capHeight(Fonts.TEXT) / 2, upright);
        upright.spare(pixel(label.end()), y, MARK);
        if (!series.isEmpty()) {
          String name = series.get(label.slot());
          double x = plot().getMinX() - NAME_GAP - Fonts.width(name, Fonts.SMALL);
          double baseline = y + Fonts.capHeight(Fonts.SMALL) / 2;
          text(graphics, name, x, baseline, Fonts.SMALL, Palette.MUTED);
        }
        hint(
            new Rectangle2D.Double(plot().getMinX(), y - SLOT / 2.0, plot().getWidth(), SLOT),
            label.hint());
      }
      upright.draw(graphics);
    }

    private void label(Graphics2D graphics, BarLabel label, double baseline, LimitLine upright) {
      String text = label.text();
      double width = Fonts.width(text, Fonts.TEXT);
      double end = pixel(label.end());
      double behind = label.marks().isEmpty() ? end : Math.max(end, pixel(last(label.marks())));
      double x = behind + TEXT_GAP;
      Color color = Palette.INK;
      if (!label.marks().isEmpty()) {
        double room = end - pixelX(0) - 2 * TEXT_GAP;
        if (width <= room) {
          x = end - TEXT_GAP - width;
          color = Palette.upon(color(label.slot()));
        } else {
          x = gap(end, label.marks(), width + 2 * TEXT_GAP) + TEXT_GAP;
          if (x > end + TEXT_GAP) {
            text = label.quantity() + " " + text;
            width = Fonts.width(text, Fonts.TEXT);
            x = gap(end, label.marks(), width + 2 * TEXT_GAP) + TEXT_GAP;
          }
        }
      }
      text(graphics, text, x, baseline, Fonts.TEXT, color);
      upright.spare(text, x, baseline, Fonts.TEXT);
      double aside = Math.max(behind + TEXT_GAP, x > end ? x + width + ASIDE_GAP : 0);
      text(graphics, label.aside(), aside, baseline, Fonts.TEXT, Palette.MUTED);
      upright.spare(label.aside(), aside, baseline, Fonts.TEXT);
    }

    /** Where the first gap between the bar's end and the marks begins that is wide enough. */
    private double gap(double end, List<Double> marks, double wide) {
      double start = end;
      for (double mark : marks) {
        if (pixel(mark) - start >= wide) {
          return start;
        }
        start = Math.max(start, pixel(mark));
      }
      return start;
    }

    private double pixel(double value) {
      return Math.min(pixelX(value), plot().getMaxX());
    }

    private double last(List<Double> values) {
      return values.get(values.size() - 1);
    }
  }
}
