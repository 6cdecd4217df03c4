package io.convbench.results.nightly;

import io.convbench.results.comparison.Across;
import io.convbench.results.comparison.CellFigure;
import io.convbench.results.comparison.Comparer;
import io.convbench.results.comparison.ComparisonRules;
import io.convbench.results.comparison.FigureComparison;
import io.convbench.results.comparison.Metric;
import io.convbench.results.comparison.RunFigures;
import io.convbench.results.nightly.Series.Point;
import io.convbench.results.nightly.SeriesState.Finding;
import io.convbench.results.statistics.ChangePoints;
import io.convbench.results.statistics.ChangePoints.ChangePoint;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Judges the newest of a history's nights. A level starts where the series' epoch does, or its last
 * change that was found; it is the mean of the nights up to the first change point behind that. A
 * series has changed when the level of its newest nights is another, by more than the floor:
 * measured from the level's start and not from last night, so that creep adds up.
 */
public final class NightAssessor {

  private final List<Night> nights;
  private final Map<String, Series> series;
  private final CalibrationWatch machine;

  private NightAssessor(List<Night> nights) {
    this.nights = List.copyOf(nights);
    this.machine = CalibrationWatch.of(nights);
    this.series = Series.of(nights, machine);
  }

  /**
   * Judges the last night.
   *
   * @param nights oldest first, at least one
   */
  public static NightAssessment assess(List<Night> nights) {
    return new NightAssessor(nights).assess();
  }

  /** The series of nights, by key, for charts. */
  public static Map<String, Series> series(List<Night> nights) {
    return new NightAssessor(nights).series;
  }

  private NightAssessment assess() {
    int last = nights.size() - 1;
    Night night = nights.get(last);
    Map<String, FigureComparison> exact = exactly();
    List<SeriesState> states = new ArrayList<>();
    for (CellFigure figure : night.run().figures()) {
      states.add(state(series.get(figure.key()), exact));
    }
    return new NightAssessment(night, states, machine.moved(last), vanished());
  }

  private Set<String> vanished() {
    Set<String> cells = new LinkedHashSet<>();
    if (nights.size() > 1) {
      nights.get(nights.size() - 2).run().figures().forEach(one -> cells.add(one.cell()));
      nights.get(nights.size() - 1).run().figures().forEach(one -> cells.remove(one.cell()));
    }
    return cells;
  }

  private SeriesState state(Series one, Map<String, FigureComparison> exact) {
    Point last = one.last();
    boolean limit = one.metric().rule() == Metric.Rule.LIMIT;
    Optional<Point> before = before(one);
    if (!last.figure().ok() && !(limit && exact.containsKey(one.key()))) {
      boolean had = before.map(point -> point.figure().ok()).orElse(false);
      return switch (last.figure().status()) {
        case FAILED -> state(one, Finding.BROKEN, (had ? "" : "as before, ") + last.doubt());
        default -> state(one, Finding.CANNOT_TELL, last.doubt());
      };
    }
    return switch (one.metric().rule()) {
      case EXACT, LIMIT, PAIRS -> compared(one, exact.get(one.key()));
      case ROUNDS, THRESHOLD, REPEATS -> level(one);
    };
  }

  private static Optional<Point> before(Series one) {
    int count = one.points().size();
    return count < 2 ? Optional.empty() : Optional.of(one.points().get(count - 2));
  }

  private static SeriesState state(Series one, Finding finding, String reason) {
    return new SeriesState(one, finding, Optional.empty(), reason);
  }

  /** Figures that do not vary by chance, each compared with the last night of its epoch. */
  private Map<String, FigureComparison> exactly() {
    List<CellFigure> now = new ArrayList<>();
    List<CellFigure> old = new ArrayList<>();
    Night night = nights.get(nights.size() - 1);
    for (CellFigure figure : night.run().figures()) {
      Series own = series.get(figure.key());
      switch (figure.metric().rule()) {
        case EXACT, LIMIT, PAIRS -> {
          List<Point> points = own.points();
          for (int i = points.size() - 2; i >= 0; i--) {
            Point point = points.get(i);
            if (point.epoch() == own.last().epoch() && point.figure().value().isPresent()) {
              now.add(figure);
              old.add(point.figure());
              break;
            }
          }
        }
        case ROUNDS, THRESHOLD, REPEATS -> {}
      }
    }
    Map<String, FigureComparison> compared = new LinkedHashMap<>();
    if (!now.isEmpty()) {
      RunFigures run = night.run();
      new Comparer(ComparisonRules.USUAL, Set.of(Across.MACHINE, Across.VERSION), List.of())
          .compare(
              new RunFigures("before", run.time(), "", old, Map.of()),
              new RunFigures(run.run(), run.time(), "", now, Map.of()))
          .figures()
          .forEach(one -> compared.put(one.after().key(), one));
    }
    return compared;
  }

  private static SeriesState compared(Series one, FigureComparison comparison) {
    if (comparison == null) {
      return state(one, Finding.CANNOT_TELL, "the first night of its epoch");
    }
    return switch (comparison.verdict()) {
      case UNCHANGED -> state(one, Finding.STEADY, comparison.reason());
      case CANNOT_TELL -> state(one, Finding.CANNOT_TELL, comparison.reason());
      case CHANGED ->
          changed(
              one,
              one.last(),
              comparison.ratio().map(ratio -> ratio.estimate()).filter(r -> r > 0).orElse(1.0),
              comparison.regression(),
              comparison.reason());
    };
  }

  private static SeriesState changed(
      Series one, Point since, double ratio, boolean regression, String reason) {
    return new SeriesState(
        one,
        Finding.CHANGED,
        Optional.of(new Change(one.key(), since.id(), ratio, regression, reason)),
        reason);
  }

  private SeriesState level(Series one) {
    Point last = one.last();
    if (!last.usable()) {
      return state(one, Finding.CANNOT_TELL, last.doubt());
    }
    List<Point> points = ofLevel(one);
    if (points.size() <= NightRules.FEWEST_NIGHTS) {
      return state(
          one,
          Finding.CANNOT_TELL,
          "%s nights of this level, %s and one more are needed"
              .formatted(points.size(), NightRules.FEWEST_NIGHTS));
    }
    double[] logs = points.stream().mapToDouble(Point::log).toArray();
    List<ChangePoint> changes = ChangePoints.of(logs, NightRules.LEVEL, NightRules.FEWEST_NIGHTS);
    double floor = Math.log1p(NightRules.floor(one.metric()));
    Optional<ChangePoint> since = since(changes, floor);
    if (since.isEmpty()) {
      return state(one, Finding.STEADY, "%s nights".formatted(points.size()));
    }
    ChangePoint newest = changes.get(changes.size() - 1);
    double ratio = Math.exp(newest.after() - changes.get(0).before());
    return changed(
        one,
        points.get(since.get().index()),
        ratio,
        ratio > 1 == one.metric().smallerIsBetter(),
        String.format(
            Locale.ROOT,
            "%.3f times the level of %d nights (p %.1g)",
            ratio,
            changes.get(0).index(),
            since.get().pValue()));
  }

  /**
   * The change from which on all levels are beyond the floor on the side of the newest; empty when
   * the newest is not.
   */
  private static Optional<ChangePoint> since(List<ChangePoint> changes, double floor) {
    Optional<ChangePoint> since = Optional.empty();
    for (int i = changes.size() - 1; i >= 0; i--) {
      double shift = changes.get(i).after() - changes.get(0).before();
      double newest = changes.get(changes.size() - 1).after() - changes.get(0).before();
      if (Math.abs(shift) <= floor || shift > 0 != newest > 0) {
        break;
      }
      since = Optional.of(changes.get(i));
    }
    return since;
  }

  /** The usable nights of the newest level that was found before tonight. */
  private List<Point> ofLevel(Series one) {
    Set<String> starts = new LinkedHashSet<>();
    for (Night night : nights.subList(0, nights.size() - 1)) {
      for (Change change : night.changes()) {
        if (change.key().equals(one.key())) {
          starts.add(change.since());
        }
      }
    }
    List<Point> level = new ArrayList<>();
    for (Point point : one.points()) {
      if (point.epoch() != one.last().epoch()) {
        continue;
      }
      if (starts.contains(point.id())) {
        level.clear();
      }
      if (point.usable()) {
        level.add(point);
      }
    }
    if (level.size() <= NightRules.MOST_NIGHTS) {
      return level;
    }
    // The start of the level stays, so that creep of many months adds up, too.
    List<Point> ends = new ArrayList<>(level.subList(0, NightRules.ANCHOR_NIGHTS));
    ends.addAll(
        level.subList(
            level.size() - NightRules.MOST_NIGHTS + NightRules.ANCHOR_NIGHTS, level.size()));
    return ends;
  }
}
