package io.convbench.results.nightly;

import io.convbench.results.comparison.CellFigure;
import io.convbench.results.comparison.Metric;
import io.convbench.results.comparison.RunFigures;
import io.convbench.results.nightly.SharedShift.Shift;
import io.convbench.results.statistics.RobustSpread;
import io.convbench.results.trust.Verdict;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableSet;
import java.util.Objects;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;

/**
 * One figure night after night.
 *
 * @param key its name
 * @param metric which figure
 * @param scope whose figure it is
 * @param members the series of which it is the mean; none for that of a cell
 * @param points one a night on which its cell ran, oldest first; at least one
 */
public record Series(
    String key, Metric metric, Scope scope, List<Series> members, List<Point> points) {

  /** Whose figure a series has. */
  public enum Scope {
    /** One cell's. */
    CELL,
    /** The mean of all cells of an architecture. */
    ARCHITECTURE,
    /** The mean of all cells of an engine. */
    ENGINE,
    /** The mean of all cells. */
    SUITE;

    /** True of many cells, whose architectures differ. */
    boolean isOfMany() {
      return this == ENGINE || this == SUITE;
    }
  }

  /** Names of the changes that begin a level of it: its own, and those of what it is part of. */
  public Set<String> changeKeys() {
    return PooledSeries.changeKeys(last().figure());
  }

  /**
   * A night of the series.
   *
   * @param night the night's place in the history
   * @param id the night's name
   * @param time of the night
   * @param figure as the night's run measured it
   * @param shift what all latencies of the night, and all of an engine, share, a logarithm; 0 but
   *     for latencies
   * @param ofNight what of it is the night's alone
   * @param freshRuns how often the cell was measured again
   * @param fresh values of the fresh runs that are valid
   * @param doubt why it says nothing; empty where it does
   * @param epoch of machine, versions and settings, counted from 0
   */
  public record Point(
      int night,
      String id,
      Instant time,
      CellFigure figure,
      double shift,
      double ofNight,
      int freshRuns,
      List<Double> fresh,
      String doubt,
      int epoch) {

    public Point {
      fresh = List.copyOf(fresh);
    }

    /** Natural logarithm of the night's value with the shared shift taken out. */
    double log() {
      return Math.log(figure.value().getAsDouble()) - shift;
    }

    /** The same of a valid fresh run. */
    double freshLog(int run) {
      return Math.log(fresh.get(run)) - shift;
    }

    /** Of all valid fresh runs. */
    DoubleStream freshLogs() {
      return IntStream.range(0, fresh.size()).mapToDouble(this::freshLog);
    }

    /** Of the night and its fresh runs. */
    DoubleStream logs() {
      return DoubleStream.concat(DoubleStream.of(log()), freshLogs());
    }

    /** True where so many fresh runs are valid that they can confirm a change. */
    boolean enoughFresh() {
      return fresh.size() >= NightRules.FEWEST_FRESH;
    }

    Point shifted(double by, double own) {
      return new Point(night, id, time, figure, by, own, freshRuns, fresh, doubt, epoch);
    }

    /** The same with what lasts of it left in. */
    Point lasting() {
      return shifted(ofNight, ofNight);
    }

    Point again(List<CellFigure> runs) {
      return new Point(
          night, id, time, figure, shift, ofNight, runs.size(), valid(runs), doubt, epoch);
    }

    /** True where the night says something of the series. */
    public boolean usable() {
      return doubt.isEmpty();
    }
  }

  public Series {
    members = List.copyOf(members);
    points = List.copyOf(points);
    if (points.isEmpty()) {
      throw new IllegalArgumentException(key + " has no night");
    }
  }

  /** The cells that have the figure. */
  public List<String> cells() {
    return scope == Scope.CELL
        ? List.of(last().figure().cell())
        : members.stream().flatMap(one -> one.cells().stream()).toList();
  }

  /**
   * The series of all figures of these nights, by key.
   *
   * @param found before the newest night
   */
  static Map<String, Series> of(List<Night> nights, CalibrationWatch machine, FoundLevels found) {
    Map<String, List<Point>> points = new LinkedHashMap<>();
    Map<String, Metric> metrics = new HashMap<>();
    for (int index = 0; index < nights.size(); index++) {
      Night night = nights.get(index);
      Map<String, List<CellFigure>> fresh = fresh(night);
      for (CellFigure figure : night.run().figures()) {
        List<Point> own = points.computeIfAbsent(figure.key(), key -> new ArrayList<>());
        metrics.put(figure.key(), figure.metric());
        CalibrationWatch.State state = machine.state(index, figure.where().probe());
        own.add(
            new Point(
                    index,
                    night.id(),
                    night.run().time(),
                    figure,
                    0,
                    0,
                    0,
                    List.of(),
                    doubt(figure, state),
                    epoch(own, figure, state, index, machine))
                .again(fresh.getOrDefault(figure.key(), List.of())));
      }
    }
    shift(nights, points, found);
    Map<String, Series> series = new LinkedHashMap<>();
    points.forEach(
        (key, own) ->
            series.put(key, new Series(key, metrics.get(key), Scope.CELL, List.of(), own)));
    return series;
  }

  /** The newest night. */
  public Point last() {
    return points.get(points.size() - 1);
  }

  /** The same with fresh runs of the newest night. */
  Series again(List<CellFigure> runs) {
    List<Point> same = new ArrayList<>(points);
    same.set(same.size() - 1, last().again(runs));
    return new Series(key, metric, scope, members, same);
  }

  /** Takes out of the latencies what those of a night share, and further those of an engine. */
  private static void shift(
      List<Night> nights, Map<String, List<Point>> points, FoundLevels found) {
    SharedShift ofMachine = new SharedShift(NightRules.MOST_SHIFT);
    SharedShift ofEngine = new SharedShift(NightRules.MOST_SHIFT_OF_ENGINE);
    Map<String, Integer> places = new HashMap<>();
    for (int index = 0; index < nights.size(); index++) {
      int now = index;
      Map<String, Double> deviations = new LinkedHashMap<>();
      Map<String, CellFigure> timed = new LinkedHashMap<>();
      for (CellFigure figure : nights.get(now).run().figures()) {
        List<Point> own = points.get(figure.key());
        int place = places.merge(figure.key(), 1, Integer::sum) - 1;
        if (figure.metric().rule() == Metric.Rule.ROUNDS) {
          timed.put(figure.key(), figure);
          double[] usual = usual(own, place, found);
          if (own.get(place).usable() && usual.length >= NightRules.FEWEST_NIGHTS) {
            deviations.put(figure.key(), own.get(place).log() - RobustSpread.medianOf(usual));
          }
        }
      }
      Function<CellFigure, String> machine =
          figure -> figure.where().machine() + " " + found.ofSuite(figure, now);
      Function<CellFigure, String> engine =
          figure ->
              machine.apply(figure) + " " + figure.engine() + " " + found.ofEngine(figure, now);
      Map<String, Shift> machines = shifts(deviations, timed, ofMachine, machine);
      deviations.replaceAll((key, by) -> by - machines.get(machine.apply(timed.get(key))).all());
      Map<String, Shift> engines = shifts(deviations, timed, ofEngine, engine);
      timed.forEach(
          (key, figure) -> {
            int place = places.get(key) - 1;
            Point point = points.get(key).get(place);
            Shift all = machines.getOrDefault(machine.apply(figure), Shift.NONE);
            Shift its = engines.getOrDefault(engine.apply(figure), Shift.NONE);
            points.get(key).set(place, point.shifted(all.all() + its.all(), all.own() + its.own()));
          });
    }
  }

  /** What the deviations of a night share, by what they are grouped by. */
  private static Map<String, Shift> shifts(
      Map<String, Double> deviations,
      Map<String, CellFigure> timed,
      SharedShift shared,
      Function<CellFigure, String> group) {
    Map<String, List<Double>> groups = new HashMap<>();
    deviations.forEach(
        (key, by) ->
            groups.computeIfAbsent(group.apply(timed.get(key)), name -> new ArrayList<>()).add(by));
    Map<String, Shift> shifts = new HashMap<>();
    groups.forEach((name, all) -> shifts.put(name, shared.of(name, all)));
    return shifts;
  }

  /**
   * Logarithms of the newest nights before one, of its epoch and level, without what those shared;
   * of the first nights of an epoch, also of those behind it.
   */
  private static double[] usual(List<Point> own, int place, FoundLevels found) {
    NavigableSet<Integer> starts = found.startsOf(own.get(place).figure());
    List<Double> usual = new ArrayList<>();
    for (int i = place - 1; i >= 0 && usual.size() < NightRules.USUAL_NIGHTS; i--) {
      if (isUsual(own.get(i), own.get(place), starts)) {
        usual.add(own.get(i).log());
      }
    }
    for (int i = place + 1; i < own.size() && usual.size() < NightRules.FEWEST_NIGHTS; i++) {
      if (isUsual(own.get(i), own.get(place), starts)) {
        usual.add(own.get(i).log());
      }
    }
    return usual.stream().mapToDouble(Double::doubleValue).toArray();
  }

  private static boolean isUsual(Point one, Point of, NavigableSet<Integer> starts) {
    return one.usable()
        && one.epoch() == of.epoch()
        && Objects.equals(starts.floor(one.night()), starts.floor(of.night()));
  }

  /** The fresh runs of a night, by key, in their order. */
  static Map<String, List<CellFigure>> fresh(Night night) {
    Map<String, List<CellFigure>> fresh = new HashMap<>();
    for (RunFigures run : night.confirmations()) {
      for (CellFigure figure : run.figures()) {
        fresh.computeIfAbsent(figure.key(), key -> new ArrayList<>()).add(figure);
      }
    }
    return fresh;
  }

  private static List<Double> valid(List<CellFigure> fresh) {
    return fresh.stream()
        .filter(figure -> figure.ok() && figure.evidence().verdict() == Verdict.VALID)
        .map(figure -> figure.value().getAsDouble())
        .toList();
  }

  private static int epoch(
      List<Point> before,
      CellFigure figure,
      CalibrationWatch.State state,
      int night,
      CalibrationWatch machine) {
    if (before.isEmpty()) {
      return 0;
    }
    Point last = before.get(before.size() - 1);
    // A cell that failed before its engine started states no version.
    boolean known = last.figure().ok() && figure.ok();
    boolean same = !known || Objects.equals(last.figure().where(), figure.where());
    int then = machine.state(last.night(), figure.where().probe()).epoch();
    return same && then == state.epoch() ? last.epoch() : last.epoch() + 1;
  }

  private static String doubt(CellFigure figure, CalibrationWatch.State machine) {
    if (!figure.ok()) {
      return "%s: %s".formatted(figure.status().word(), figure.reason());
    }
    boolean timed = figure.metric().rule() == Metric.Rule.ROUNDS;
    if (figure.evidence().verdict() != Verdict.VALID) {
      String verdict = figure.evidence().verdict().word();
      String doubts = figure.evidence().doubts();
      return doubts.isEmpty() ? verdict : verdict + ": " + doubts;
    }
    boolean ofSpeed = timed || figure.metric().rule() == Metric.Rule.REPEATS;
    if (ofSpeed && machine.moved()) {
      return "environment: the machine's speed moved";
    }
    return figure.value().getAsDouble() > 0 ? "" : "a figure of 0 has no logarithm";
  }
}
