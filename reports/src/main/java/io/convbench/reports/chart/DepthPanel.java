package io.convbench.reports.chart;

import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.geom.Line2D;
import java.awt.geom.Point2D;
import java.awt.geom.Rectangle2D;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.knowm.xchart.style.markers.Marker;

/**
 * One diagram of a figure over depth, which is logarithmic.
 *
 * @param title above it
 * @param logarithmic whether the figure is, too; else it starts from 0
 * @param points by ascending depth, with figures above 0
 */
record DepthPanel(String title, boolean logarithmic, List<Point> points)
    implements PanelGrid.Panel {

  static final BasicStroke LINE = new BasicStroke(1.6f);
  static final BasicStroke NO_LINE = new BasicStroke(0);

  private static final int RIGHT = 20;
  private static final int BOTTOM = 28;
  private static final int[] DIGITS = {1, 2, 5};

  /** Of logarithmic scales at both ends, so that the marks there are whole. */
  private static final double MARGIN = 1.35;

  /** In pixels, of what labels keep away from. */
  private static final double RADIUS = 6;

  /**
   * A network.
   *
   * @param joined whether a line joins it with others of its family; a mark alone is named only
   *     where there is space
   */
  record Point(
      String name,
      String family,
      boolean joined,
      int depth,
      double value,
      Color color,
      Marker marker,
      String hint) {}

  @Override
  public void draw(Graphics2D graphics, Layer layer, Rectangle2D space) {
    PanelPlot plot =
        new PanelPlot(graphics, layer, PanelPlot.area(space, RIGHT, BOTTOM), scaled(top()));
    plot.title(title);
    if (logarithmic) {
      ticks(bottom(), top()).forEach(tick -> plot.row(tick, scaled(tick)));
    } else {
      plot.rows(PanelPlot.tick(top()));
    }
    for (double depth : ticks(left(), right())) {
      plot.upright(x(plot, depth));
      plot.below(Rounding.plain(depth), x(plot, depth));
    }
    List<Line2D> lines = new ArrayList<>();
    families().values().forEach(own -> line(plot, own, lines));
    points.stream().filter(one -> !one.joined()).forEach(one -> mark(plot, one));
    points.stream().filter(Point::joined).forEach(one -> mark(plot, one));
    labels(plot, lines);
  }

  private Map<String, List<Point>> families() {
    Map<String, List<Point>> families = new LinkedHashMap<>();
    points.stream()
        .filter(Point::joined)
        .forEach(one -> families.computeIfAbsent(one.family(), any -> new ArrayList<>()).add(one));
    return families;
  }

  private void line(PanelPlot plot, List<Point> own, List<Line2D> lines) {
    List<Point2D> places = own.stream().map(one -> place(plot, one)).toList();
    plot.line(places, own.get(0).color(), LINE);
    for (int i = 1; i < places.size(); i++) {
      lines.add(new Line2D.Double(places.get(i - 1), places.get(i)));
    }
  }

  private void mark(PanelPlot plot, Point one) {
    plot.mark(one.marker(), place(plot, one), one.color(), one.hint());
  }

  /** The names of joined ones, clear of all marks, and of others where they hide nothing. */
  private void labels(PanelPlot plot, List<Line2D> lines) {
    List<LabelPlacement.Disc> discs = new ArrayList<>();
    for (Point one : points) {
      Rectangle2D box =
          one.joined() ? Fonts.box(one.name(), Fonts.SMALL) : new Rectangle2D.Double();
      Point2D place = place(plot, one);
      discs.add(
          new LabelPlacement.Disc(
              place.getX(), place.getY(), RADIUS, box.getWidth() + 2, box.getHeight()));
    }
    List<LabelPlacement.Place> places = LabelPlacement.place(discs, plot.area(), lines);
    for (int i = 0; i < points.size(); i++) {
      if (points.get(i).joined()) {
        BallLayer.label(plot.graphics(), points.get(i).name(), Fonts.SMALL, places.get(i));
      }
    }
    List<LabelPlacement.Place> taken = new ArrayList<>(places);
    for (int i = 0; i < points.size(); i++) {
      if (!points.get(i).joined()) {
        Rectangle2D box = Fonts.box(points.get(i).name(), Fonts.SMALL);
        LabelPlacement.Disc disc =
            new LabelPlacement.Disc(
                discs.get(i).x(), discs.get(i).y(), RADIUS, box.getWidth() + 2, box.getHeight());
        String name = points.get(i).name();
        LabelPlacement.beside(disc, discs, plot.area(), lines, taken)
            .ifPresent(
                place -> {
                  taken.add(place);
                  BallLayer.label(plot.graphics(), name, Fonts.SMALL, place);
                });
      }
    }
  }

  private Point2D place(PanelPlot plot, Point one) {
    return new Point2D.Double(x(plot, one.depth()), plot.y(scaled(one.value())));
  }

  /** A figure on the plot's scale, which starts from 0. */
  private double scaled(double value) {
    return logarithmic ? Math.log(value / bottom()) : value;
  }

  private double bottom() {
    return points.stream().mapToDouble(Point::value).min().orElseThrow() / MARGIN;
  }

  private double top() {
    double most = points.stream().mapToDouble(Point::value).max().orElseThrow();
    double tick = PanelPlot.tick(most);
    return logarithmic ? most * MARGIN : tick * Math.ceil(1.05 * most / tick);
  }

  private double left() {
    return points.get(0).depth() / MARGIN;
  }

  private double right() {
    return points.get(points.size() - 1).depth() * MARGIN;
  }

  private double x(PanelPlot plot, double depth) {
    return plot.area().getMinX()
        + Math.log(depth / left()) / Math.log(right() / left()) * plot.area().getWidth();
  }

  /** The 1, 2 and 5 of every decade. */
  private static List<Double> ticks(double low, double high) {
    List<Double> ticks = new ArrayList<>();
    for (int decade = (int) Math.floor(Math.log10(low)); decade <= Math.log10(high); decade++) {
      for (int digit : DIGITS) {
        double tick = digit * Math.pow(10, decade);
        if (tick > low && tick < high) {
          ticks.add(tick);
        }
      }
    }
    return ticks;
  }
}
