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
import io.convbench.results.statistics.ModeratedVariance;
import io.convbench.results.statistics.ModeratedVariance.Sample;
import io.convbench.results.statistics.NewestLevel;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.DoubleStream;

/**
 * Judges the newest of a history's nights. A level starts where the series' epoch does, or its last
 * change that was found. A series has changed when its newest nights are another level than those
 * before, by more than the floor: measured from the level's start and not from last night, so that
 * creep adds up.
 */
public final class NightAssessor {

  private final List<Night> nights;
  private final Map<String, Series> series;
  private final CalibrationWatch machine;
  private final Set<String> measuredAgain = new HashSet<>();
  private final Map<String, Set<String>> starts = new HashMap<>();
  private final Map<Metric.Rule, ModeratedVariance> variances;

  private NightAssessor(List<Night> nights) {
    this.nights = List.copyOf(nights);
    this.machine = CalibrationWatch.of(nights);
    this.series = Series.of(nights, machine);
    Night last = nights.get(nights.size() - 1);
    for (RunFigures run : last.confirmations()) {
      run.figures().forEach(figure -> measuredAgain.add(figure.key()));
    }
    for (Night night : nights.subList(0, nights.size() - 1)) {
      for (Change change : night.changes()) {
        starts.computeIfAbsent(change.key(), key -> new HashSet<>()).add(change.since());
      }
    }
    this.variances = variances();
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
    List<Point> places = new ArrayList<>();
    for (Point point : points) {
      places.add(point);
      point.fresh().forEach(value -> places.add(point));
    }
    double[] logs = logs(points);
    ModeratedVariance all = variances.get(one.metric().rule());
    int fewest = logs(points.subList(0, NightRules.FEWEST_NIGHTS)).length;
    Optional<NewestLevel> newest = NewestLevel.of(logs, fewest, all);
    double floor = Math.log1p(NightRules.floor(one.metric()));
    if (newest.isEmpty()
        || newest.get().pValue() > NightRules.SUSPICION
        || Math.abs(newest.get().after() - newest.get().before()) <= floor) {
      return state(one, Finding.STEADY, "%s nights".formatted(points.size()));
    }
    NewestLevel level = newest.get();
    double ratio = Math.exp(level.after() - level.before());
    String reason =
        String.format(
            Locale.ROOT,
            "%.3f times the level of %d nights (p %.1g)",
            ratio,
            places.subList(0, level.index()).stream().distinct().count(),
            level.pValue());
    Change change =
        new Change(
            one.key(),
            places.get(level.index()).id(),
            ratio,
            ratio > 1 == one.metric().smallerIsBetter(),
            reason);
    boolean certain =
        level.pValue() <= NightRules.LEVEL
            && (!measuredAgain.contains(one.key())
                || shared(last, Arrays.copyOf(logs, level.index()), level, all));
    return new SeriesState(
        one, certain ? Finding.CHANGED : Finding.SUSPICIOUS, Optional.of(change), reason);
  }

  /**
   * True where the fresh runs by themselves are another level than that before. The one farthest
   * from it is left out: one process in 50 is slow and nothing says so.
   */
  private static boolean shared(
      Point last, double[] before, NewestLevel level, ModeratedVariance all) {
    if (!last.enoughFresh()) {
      return false;
    }
    double sign = Math.signum(level.after() - level.before());
    double[] beyond = last.freshLogs().map(log -> sign * (log - level.before())).sorted().toArray();
    double[] fresh = new double[beyond.length - 1];
    for (int i = 0; i < fresh.length; i++) {
      fresh[i] = level.before() + sign * beyond[i];
    }
    return sign * (mean(fresh) - level.before()) > sign * (level.after() - level.before()) / 2
        && NewestLevel.pValue(before, fresh, all) <= NightRules.FRESH;
  }

  private static double mean(double[] values) {
    return DoubleStream.of(values).average().orElseThrow();
  }

  private static double[] logs(List<Point> points) {
    return points.stream()
        .flatMapToDouble(
            point -> DoubleStream.concat(DoubleStream.of(point.log()), point.freshLogs()))
        .toArray();
  }

  /** What the series of a kind say of each other's variance. */
  private Map<Metric.Rule, ModeratedVariance> variances() {
    Map<Metric.Rule, List<Sample>> samples = new EnumMap<>(Metric.Rule.class);
    for (Series one : series.values()) {
      List<Sample> own = samples.computeIfAbsent(one.metric().rule(), rule -> new ArrayList<>());
      double[] logs = logs(ofLevel(one));
      if (logs.length > NightRules.FEWEST_NIGHTS) {
        own.add(Sample.of(logs));
      }
    }
    Map<Metric.Rule, ModeratedVariance> variances = new EnumMap<>(Metric.Rule.class);
    samples.forEach((rule, own) -> variances.put(rule, ModeratedVariance.of(own)));
    return variances;
  }

  /** The usable nights of the newest level that was found before tonight. */
  private List<Point> ofLevel(Series one) {
    Set<String> levels = starts.getOrDefault(one.key(), Set.of());
    List<Point> level = new ArrayList<>();
    for (Point point : one.points()) {
      if (point.epoch() != one.last().epoch()) {
        continue;
      }
      if (levels.contains(point.id())) {
        level.clear();
      }
      if (point.usable()) {
        level.add(point);
      }
    }
    return level;
  }
}
