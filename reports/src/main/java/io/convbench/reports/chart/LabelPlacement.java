package io.convbench.reports.chart;

import java.awt.geom.Line2D;
import java.awt.geom.Point2D;
import java.awt.geom.Rectangle2D;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

/**
 * Finds a place for the label of every disc, near it, inside the plot and clear of other labels,
 * discs and lines. Starts with each label's best place alone and moves one label at a time to where
 * it costs least, until none wants to move; the same input gives the same places.
 */
final class LabelPlacement {

  /**
   * A disc and the size of its label, in pixels.
   *
   * @param x centre
   * @param y centre
   * @param radius of the disc
   * @param width of the label
   * @param height of the label
   */
  record Disc(double x, double y, double radius, double width, double height) {
    private Rectangle2D bounds() {
      return new Rectangle2D.Double(x - radius, y - radius, 2 * radius, 2 * radius);
    }
  }

  /**
   * Where a label goes.
   *
   * @param box the label's room
   * @param leader line from the disc to the label; null when the label stands beside its disc
   */
  record Place(Rectangle2D box, Line2D leader) {}

  private static final double[] GAPS = {2, 6, 12, 20, 30, 42, 56, 72, 92, 116};
  private static final int DIRECTIONS = 24;
  private static final double LEADER_FROM = 9;
  private static final int ROUNDS = 60;
  private static final double LABEL_OVERLAP = 40;
  private static final double DISC_OVERLAP = 1.2;
  private static final double LINE_CROSSING = 250;
  private static final double DISC_CROSSING = 30;
  private static final double LEADER_CROSSING = 150;
  private static final double OUTSIDE = 1e6;

  /** A place that could be taken, and what it costs whatever the others do. */
  private record Option(Place place, double cost) {}

  private final List<Disc> discs;
  private final Rectangle2D plot;
  private final List<Line2D> lines;

  private LabelPlacement(List<Disc> discs, Rectangle2D plot, List<Line2D> lines) {
    this.discs = discs;
    this.plot = plot;
    this.lines = lines;
  }

  /**
   * Places all labels.
   *
   * @param discs the discs with the sizes of their labels
   * @param plot where labels may stand
   * @param lines what labels should not cover
   * @return one place per disc, in their order
   */
  static List<Place> place(List<Disc> discs, Rectangle2D plot, List<Line2D> lines) {
    return new LabelPlacement(discs, plot, lines).solve();
  }

  /**
   * A place beside one disc where its label hides nothing.
   *
   * @param others all discs
   * @param taken by other labels
   * @return none where there is no such space
   */
  static Optional<Place> beside(
      Disc disc, List<Disc> others, Rectangle2D plot, List<Line2D> lines, List<Place> taken) {
    return IntStream.range(0, DIRECTIONS)
        .mapToDouble(i -> 2 * Math.PI * i / DIRECTIONS)
        .boxed()
        .sorted(Comparator.comparingDouble(LabelPlacement::oblique))
        .map(angle -> box(disc, GAPS[0], angle))
        .filter(plot::contains)
        .filter(box -> others.stream().noneMatch(other -> other.bounds().intersects(box)))
        .filter(box -> lines.stream().noneMatch(line -> line.intersects(box)))
        .filter(
            box ->
                taken.stream()
                    .noneMatch(
                        place ->
                            place.box().intersects(box)
                                || (place.leader() != null && place.leader().intersects(box))))
        .map(box -> new Place(box, null))
        .findFirst();
  }

  private List<Place> solve() {
    List<List<Option>> options = discs.stream().map(this::options).toList();
    List<Place> places = new ArrayList<>();
    for (List<Option> own : options) {
      places.add(cheapest(own, List.of()).place());
    }
    boolean moved = true;
    for (int round = 0; moved && round < ROUNDS; round++) {
      moved = false;
      for (int i = 0; i < discs.size(); i++) {
        List<Place> others = new ArrayList<>(places);
        others.remove(i);
        Place best = cheapest(options.get(i), others).place();
        moved |= best != places.set(i, best);
      }
    }
    return places;
  }

  private static Option cheapest(List<Option> options, List<Place> others) {
    Option best = null;
    double least = Double.POSITIVE_INFINITY;
    for (Option option : options) {
      double cost = option.cost();
      for (Place other : others) {
        cost += conflict(option.place(), other);
      }
      if (cost < least) {
        least = cost;
        best = option;
      }
    }
    return best;
  }

  private List<Option> options(Disc disc) {
    List<Option> options = new ArrayList<>();
    for (double gap : GAPS) {
      for (int i = 0; i < DIRECTIONS; i++) {
        double angle = 2 * Math.PI * i / DIRECTIONS;
        Rectangle2D box = box(disc, gap, angle);
        Place place = new Place(box, gap < LEADER_FROM ? null : leader(disc, box));
        options.add(new Option(place, cost(disc, gap, angle, place)));
      }
    }
    return options;
  }

  private static Rectangle2D box(Disc disc, double gap, double angle) {
    double reach = disc.radius() + gap;
    double x = disc.x() + Math.cos(angle) * (reach + disc.width() / 2) - disc.width() / 2;
    double y = disc.y() + Math.sin(angle) * (reach + disc.height() / 2) - disc.height() / 2;
    return new Rectangle2D.Double(x, y, disc.width(), disc.height());
  }

  private static Line2D leader(Disc disc, Rectangle2D box) {
    double x = Math.max(box.getMinX(), Math.min(disc.x(), box.getMaxX()));
    double y = Math.max(box.getMinY(), Math.min(disc.y(), box.getMaxY()));
    double length = Math.max(1, Point2D.distance(disc.x(), disc.y(), x, y));
    double start = disc.radius() / length;
    return new Line2D.Double(
        disc.x() + start * (x - disc.x()), disc.y() + start * (y - disc.y()), x, y);
  }

  private double cost(Disc disc, double gap, double angle, Place place) {
    double cost = gap + oblique(angle);
    if (!plot.contains(place.box())) {
      cost += OUTSIDE;
    }
    for (Disc other : discs) {
      double weight = other.equals(disc) ? 2 * DISC_OVERLAP : DISC_OVERLAP;
      cost += weight * covered(place.box(), other);
      if (place.leader() != null && !other.equals(disc)) {
        cost += other.bounds().intersectsLine(place.leader()) ? DISC_CROSSING : 0;
      }
    }
    for (Line2D line : lines) {
      cost += line.intersects(place.box()) ? LINE_CROSSING : 0;
    }
    return cost;
  }

  /** Beside reads better than above or below, right better than left. */
  private static double oblique(double angle) {
    return 3 * Math.abs(Math.sin(angle)) + (Math.cos(angle) < -0.1 ? 2 : 0);
  }

  /** How much of a box is on a disc, at most its area. */
  private static double covered(Rectangle2D box, Disc disc) {
    double x = Math.max(box.getMinX(), Math.min(disc.x(), box.getMaxX()));
    double y = Math.max(box.getMinY(), Math.min(disc.y(), box.getMaxY()));
    return Point2D.distance(disc.x(), disc.y(), x, y) < disc.radius()
        ? area(box.createIntersection(disc.bounds()))
        : 0;
  }

  private static double conflict(Place one, Place other) {
    double cost = 0;
    if (one.box().intersects(other.box())) {
      cost += LABEL_OVERLAP * (10 + area(one.box().createIntersection(other.box())));
    }
    if (one.leader() != null && one.leader().intersects(other.box())) {
      cost += LEADER_CROSSING;
    }
    if (other.leader() != null && other.leader().intersects(one.box())) {
      cost += LEADER_CROSSING;
    }
    if (one.leader() != null
        && other.leader() != null
        && one.leader().intersectsLine(other.leader())) {
      cost += LEADER_CROSSING;
    }
    return cost;
  }

  private static double area(Rectangle2D box) {
    return Math.max(0, box.getWidth()) * Math.max(0, box.getHeight());
  }
}
