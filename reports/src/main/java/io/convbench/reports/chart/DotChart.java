package io.convbench.reports.chart;

import io.convbench.results.history.Candidate;
import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.geom.Line2D;
import java.awt.geom.Rectangle2D;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.function.Function;
import java.util.function.IntFunction;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.knowm.xchart.style.markers.Marker;

/**
 * One line per architecture on a logarithmic axis, with a mark for each series: for what would be
 * too many bars, of which the shortest are seen as nothing beside the longest. Bars themselves
 * stand on no logarithmic axis, as their lengths would mean nothing.
 */
final class DotChart {

  /** So many architectures have bars. */
  private static final int MOST_BARS = 18;

  private static final int OVERHEAD = 98;

  /** Series of one line are so far apart that no mark hides another's interval. */
  private static final int STEP = 4;

  private static final int LEAST_ROW = 10;
  private static final int MARK = 6;
  private static final int SIGN_GAP = 2;
  private static final int NAME_GAP = 8;
  private static final int TEXT_GAP = 7;
  private static final double MARGIN = 1.15;
  private static final BasicStroke INTERVAL = new BasicStroke(1.3f);

  /**
   * A mark.
   *
   * @param value above 0
   * @param low end of its interval; empty, as the others, where it is not known
   * @param high end of its interval
   * @param tail a stroke of its own behind it
   * @param sign before it; empty for none
   */
  record Dot(
      double value, OptionalDouble low, OptionalDouble high, OptionalDouble tail, String sign) {

    /** Of a value alone. */
    static Dot of(double value) {
      return new Dot(
          value, OptionalDouble.empty(), OptionalDouble.empty(), OptionalDouble.empty(), "");
    }

    private DoubleStream values() {
      return Stream.of(OptionalDouble.of(value), low, high, tail)
          .flatMapToDouble(OptionalDouble::stream)
          .filter(one -> one > 0);
    }
  }

  /**
   * A line.
   *
   * @param name of the architecture
   * @param text behind the last mark
   * @param aside less prominent words behind it
   * @param hint exact values
   */
  record Line(String name, String text, String aside, String hint) {}

  /**
   * Marks of one meaning.
   *
   * @param dots by line; empty where there is none
   */
  private record Series(Color color, Marker marker, List<Optional<Dot>> dots) {}

  private final String title;
  private final String xTitle;
  private final SeriesRows rows;
  private final List<Line> lines;
  private final List<Series> series = new ArrayList<>();
  private final List<String> names = new ArrayList<>();
  private double limit = Double.NaN;
  private String limitName = "";

  /**
   * @param line of the architecture in a row, from the top
   */
  DotChart(String title, String xTitle, SeriesRows rows, IntFunction<Line> line) {
    this.title = title;
    this.xTitle = xTitle;
    this.rows = rows;
    this.lines = IntStream.range(0, rows.architectures().size()).mapToObj(line).toList();
  }

  /** True where there are too many architectures for bars. */
  static boolean suits(SeriesRows rows) {
    return rows.architectures().size() > MOST_BARS;
  }

  /**
   * Adds the rows' own series.
   *
   * @param what is behind their names in the legend
   * @param dot of who has one
   */
  DotChart add(String what, Function<Candidate, Optional<Dot>> dot) {
    for (int slot = 0; slot < rows.series().size(); slot++) {
      int own = slot;
      add(
          rows.names().get(slot) + what,
          Palette.color(slot),
          Palette.shape(slot),
          row -> rows.at(row, own).flatMap(dot));
    }
    return this;
  }

  /**
   * Adds marks, below those of the series before.
   *
   * @param dot by line; empty where there is none
   */
  DotChart add(String name, Color color, Marker marker, IntFunction<Optional<Dot>> dot) {
    names.add(name);
    series.add(new Series(color, marker, IntStream.range(0, lines.size()).mapToObj(dot).toList()));
    return this;
  }

  /** An upright line over all. */
  DotChart limit(String name, double value) {
    limit = value;
    limitName = name;
    return this;
  }

  /**
   * Draws it.
   *
   * @param tail what strokes are, for the legend; empty where there are none
   */
  Picture picture(String tail) {
    double low = values().min().orElse(1) / MARGIN;
    double high = Math.max(low * MARGIN * MARGIN, values().max().orElse(1) * MARGIN);
    double end = end(low, high);
    Frame frame = new Frame(title, OVERHEAD + (lines.size() + 1) * rowHeight(), xTitle, "");
    // The axis is labelled above, too, where an empty line is left for that.
    frame.rows(lines.size(), 1, nameWidth()).logarithmicX(low, end);
    frame.layer(LogLabels.above(low, end));
    if (!Double.isNaN(limit)) {
      LimitLine.legend(frame, limitName);
    }
    for (int i = 0; i < series.size(); i++) {
      legend(frame, names.get(i), series.get(i).color(), series.get(i).marker());
    }
    if (!tail.isEmpty()) {
      legend(frame, tail, Palette.MUTED, new TickMarker(1.5f));
    }
    return frame.layer(new Rows()).picture();
  }

  private static void legend(Frame frame, String name, Color color, Marker marker) {
    frame.marks(name, new double[] {0.5}, new double[] {Double.NaN}, color, marker);
  }

  private DoubleStream values() {
    return DoubleStream.concat(
        DoubleStream.of(limit).filter(one -> !Double.isNaN(one)),
        series.stream()
            .flatMap(one -> one.dots().stream())
            .flatMap(Optional::stream)
            .flatMapToDouble(Dot::values));
  }

  /** The end of the axis, so that the words behind every line's last mark have space. */
  private double end(double low, double high) {
    double plot = Frame.WIDTH - nameWidth() - 3 * NAME_GAP;
    double end = high;
    for (int row = 0; row < lines.size(); row++) {
      double words = 2 * TEXT_GAP + width(lines.get(row));
      double last = last(row).orElse(low);
      end = Math.max(end, low * Math.pow(last / low, plot / Math.max(plot / 4, plot - words)));
    }
    return end;
  }

  private static double width(Line line) {
    double aside = line.aside().isEmpty() ? 0 : TEXT_GAP + Fonts.width(line.aside(), Fonts.SMALL);
    return Fonts.width(line.text(), Fonts.TEXT) + aside;
  }

  private OptionalDouble last(int row) {
    return series.stream()
        .flatMap(one -> one.dots().get(row).stream())
        .flatMapToDouble(Dot::values)
        .max();
  }

  private int rowHeight() {
    return Math.max(18, STEP * (series.size() - 1) + LEAST_ROW);
  }

  private int nameWidth() {
    double widest =
        lines.stream().mapToDouble(one -> Fonts.width(one.name(), Fonts.TEXT)).max().orElse(0);
    return (int) Math.ceil(widest) + 2 * NAME_GAP;
  }

  /** Names, marks and words. */
  private final class Rows extends Layer {
    @Override
    void draw(Graphics2D graphics) {
      LimitLine upright = new LimitLine(this, limit, lines.size());
      for (int row = 0; row < lines.size(); row++) {
        row(graphics, row, pixelY(lines.size() - row), upright);
      }
      upright.draw(graphics);
    }

    private void row(Graphics2D graphics, int row, double y, LimitLine upright) {
      Line line = lines.get(row);
      Rectangle2D plot = plot();
      graphics.setColor(Palette.GRID);
      graphics.setStroke(new BasicStroke(1));
      graphics.draw(new Line2D.Double(plot.getMinX(), y, plot.getMaxX(), y));
      double baseline = y + Fonts.capHeight(Fonts.TEXT) / 2;
      double start = plot.getMinX() - NAME_GAP - Fonts.width(line.name(), Fonts.TEXT);
      text(graphics, line.name(), start, baseline, Fonts.TEXT, Palette.INK);
      for (int slot = 0; slot < series.size(); slot++) {
        Series one = series.get(slot);
        double at = y + (slot - (series.size() - 1) / 2.0) * STEP;
        one.dots().get(row).ifPresent(dot -> mark(graphics, one, dot, at, upright));
      }
      double behind =
          TEXT_GAP + (last(row).isPresent() ? pixelX(last(row).getAsDouble()) : plot.getMinX());
      text(graphics, line.text(), behind, baseline, Fonts.TEXT, Palette.INK);
      upright.spare(line.text(), behind, baseline, Fonts.TEXT);
      double aside =
          behind + (line.text().isEmpty() ? 0 : Fonts.width(line.text(), Fonts.TEXT) + TEXT_GAP);
      text(graphics, line.aside(), aside, baseline, Fonts.SMALL, Palette.MUTED);
      upright.spare(line.aside(), aside, baseline, Fonts.SMALL);
      hint(
          new Rectangle2D.Double(
              plot.getMinX(), y - rowHeight() / 2.0, plot.getWidth(), rowHeight()),
          line.hint());
    }

    private void mark(Graphics2D graphics, Series one, Dot dot, double y, LimitLine upright) {
      double x = pixelX(dot.value());
      graphics.setColor(one.color());
      graphics.setStroke(INTERVAL);
      double left = dot.low().isPresent() ? pixelX(dot.low().getAsDouble()) : x;
      double right = dot.high().isPresent() ? pixelX(dot.high().getAsDouble()) : x;
      if (left < right) {
        graphics.draw(new Line2D.Double(left, y, right, y));
      }
      if (dot.tail().isPresent()) {
        double tail = pixelX(dot.tail().getAsDouble());
        graphics.draw(new Line2D.Double(tail, y - STEP / 2.0, tail, y + STEP / 2.0));
      }
      one.marker().paint(graphics, x, y, MARK);
      upright.spare(x, y, MARK);
      double before =
          Math.min(left, x - MARK / 2.0) - SIGN_GAP - Fonts.width(dot.sign(), Fonts.TEXT);
      double baseline = y + Fonts.capHeight(Fonts.TEXT) / 2;
      text(graphics, dot.sign(), before, baseline, Fonts.TEXT, Palette.INK);
      upright.spare(dot.sign(), before, baseline, Fonts.TEXT);
    }
  }
}
