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
 * One diagram of a figure, from 0, over depth, logarithmic.
 *
 * @param title above it
 * @param points by ascending depth
 */
record DepthPanel(String title, List<Point> points) implements PanelGrid.Panel {

  static final BasicStroke LINE = new BasicStroke(1.6f);
  static final BasicStroke NO_LINE = new BasicStroke(0);

  private static final int RIGHT = 20;
  private static final int BOTTOM = 28;
  private static final int[] TICKS = {1, 2, 5, 10, 20, 50, 100, 200, 500, 1000};

  /** Of the depths at both ends, so that their marks are whole. */
  private static final double MARGIN = 1.35;

  /** In pixels, of what labels keep away from. */
  private static final double RADIUS = 6;

  /**
   * A network.
   *
   * @param family that it is drawn with; empty for a mark alone
   */
  record Point(
      String name,
      String family,
      int depth,
      double value,
      Color color,
      Marker marker,
      String hint) {}

  @Override
  public void draw(Graphics2D graphics, Layer layer, Rectangle2D space) {
    double most = points.stream().mapToDouble(Point::value).max().orElse(1);
    double tick = PanelPlot.tick(Math.max(most, 1e-9));
    double top = tick * Math.ceil(1.05 * Math.max(most, 1e-9) / tick);
    PanelPlot plot = new PanelPlot(graphics, layer, PanelPlot.area(space, RIGHT, BOTTOM), top);
    plot.title(title);
    plot.rows(tick);
    for (int depth : TICKS) {
      if (depth > left() && depth < right()) {
        plot.upright(x(plot, depth));
        plot.below(Integer.toString(depth), x(plot, depth));
      }
    }
    List<Line2D> lines = new ArrayList<>();
    families().values().forEach(own -> line(plot, own, lines));
    points.stream().filter(one -> one.family().isEmpty()).forEach(one -> mark(plot, one));
    points.stream().filter(one -> !one.family().isEmpty()).forEach(one -> mark(plot, one));
    labels(plot, lines);
  }

  private Map<String, List<Point>> families() {
    Map<String, List<Point>> families = new LinkedHashMap<>();
    for (Point one : points) {
      if (!one.family().isEmpty()) {
        families.computeIfAbsent(one.family(), any -> new ArrayList<>()).add(one);
      }
    }
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

  /** The names of those that have a family. */
  private void labels(PanelPlot plot, List<Line2D> lines) {
    List<Point> named = points.stream().filter(one -> !one.family().isEmpty()).toList();
    List<LabelPlacement.Disc> discs = new ArrayList<>();
    for (Point one : named) {
      Rectangle2D box = Fonts.box(one.name(), Fonts.SMALL);
      Point2D place = place(plot, one);
      discs.add(
          new LabelPlacement.Disc(
              place.getX(), place.getY(), RADIUS, box.getWidth() + 2, box.getHeight()));
    }
    List<LabelPlacement.Place> places = LabelPlacement.place(discs, plot.area(), lines);
    for (int i = 0; i < named.size(); i++) {
      BallLayer.label(plot.graphics(), named.get(i).name(), Fonts.SMALL, places.get(i));
    }
  }

  private Point2D place(PanelPlot plot, Point one) {
    return new Point2D.Double(x(plot, one.depth()), plot.y(one.value()));
  }

  private double left() {
    return Math.max(1, points.get(0).depth()) / MARGIN;
  }

  private double right() {
    return Math.max(1, points.get(points.size() - 1).depth()) * MARGIN;
  }

  private double x(PanelPlot plot, double depth) {
    return plot.area().getMinX()
        + Math.log(depth / left()) / Math.log(right() / left()) * plot.area().getWidth();
  }
}
