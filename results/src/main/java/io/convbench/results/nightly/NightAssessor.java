package io.convbench.results.nightly;

import io.convbench.results.comparison.Across;
import io.convbench.results.comparison.CellFigure;
import io.convbench.results.comparison.Comparer;
import io.convbench.results.comparison.ComparisonRules;
import io.convbench.results.comparison.FigureComparison;
import io.convbench.results.comparison.Metric;
import io.convbench.results.comparison.Ratio;
import io.convbench.results.comparison.RunFigures;
import io.convbench.results.nightly.Series.Point;
import io.convbench.results.nightly.Series.Scope;
import io.convbench.results.nightly.SeriesState.Finding;
import io.convbench.results.statistics.ModeratedVariance;
import io.convbench.results.statistics.ModeratedVariance.Sample;
import io.convbench.results.statistics.NewestLevel;
import io.convbench.results.statistics.RobustSpread;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
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
  private final FoundLevels found;
  private final Map<Kind, ModeratedVariance> variances = new HashMap<>();
  private final Map<String, List<Point>> levels = new HashMap<>();
  private final List<Series> tonight = new ArrayList<>();

  /** What series tell each other's variance. */
  private record Kind(Metric.Rule rule, Scope scope) {

    static Kind of(Series one) {
      return new Kind(one.metric().rule(), one.scope());
    }
  }

  private NightAssessor(List<Night> nights) {
    this(nights, CalibrationWatch.of(nights), FoundLevels.of(nights.subList(0, nights.size() - 1)));
  }

  private NightAssessor(List<Night> nights, CalibrationWatch machine, FoundLevels found) {
    this(nights, machine, found, Series.of(nights, machine, found));
  }

  private NightAssessor(
      List<Night> nights, CalibrationWatch machine, FoundLevels found, Map<String, Series> series) {
    this.nights = List.copyOf(nights);
    this.machine = machine;
    this.found = found;
    this.series = series;
    Night last = nights.get(nights.size() - 1);
    List<Series> cells = last.run().figures().stream().map(one -> series.get(one.key())).toList();
    learn(cells);
    tonight.addAll(cells);
    if (!cells.isEmpty()) {
      ModeratedVariance of = variances.get(new Kind(Metric.Rule.ROUNDS, Scope.CELL));
      List<Series> pools = PooledSeries.of(cells.get(0).last(), cells, levels, of);
      learn(pools);
      tonight.addAll(pools);
    }
  }

  /**
   * Judges the last night by what it measured; what is suspicious is not looked into.
   *
   * @param nights oldest first, at least one
   */
  public static NightAssessment assess(List<Night> nights) {
    return new NightAssessor(nights).judged().withoutRepeats();
  }

  /**
   * Judges a night and measures suspicious cells again: all of them once, then those once more that
   * cannot be told yet, as a machine is slow for minutes.
   *
   * @param before the nights before, oldest first
   * @param most cells that are measured again
   * @return the judgement, whose night has the fresh runs
   * @throws IOException when a fresh run cannot be kept
   * @throws InterruptedException when the user stopped one
   */
  public static NightAssessment assess(List<Night> before, Night tonight, int most, FreshRuns again)
      throws IOException, InterruptedException {
    List<Night> all = new ArrayList<>(before);
    all.add(tonight);
    NightAssessor assessor = new NightAssessor(all);
    NightAssessment first = assessor.judged();
    NightAssessment judged = first;
    List<RunFigures> fresh = new ArrayList<>();
    for (int round = 1; round <= NightRules.MOST_FRESH; round++) {
      List<String> cells = judged.suspiciousCells(most, round);
      if (cells.isEmpty()) {
        break;
      }
      fresh.addAll(again.of(cells, round));
      assessor = assessor.with(fresh);
      judged = first.lookedInto(assessor.judged());
    }
    return first.confirmedBy(judged).withoutRepeats();
  }

  /** The series of nights, by key, for charts. */
  public static Map<String, Series> series(List<Night> nights) {
    return new NightAssessor(nights).series;
  }

  /** The same with fresh runs of the last night. */
  private NightAssessor with(List<RunFigures> fresh) {
    List<Night> all = new ArrayList<>(nights);
    Night tonight = all.remove(all.size() - 1).with(fresh, List.of());
    all.add(tonight);
    Map<String, Series> again = new LinkedHashMap<>(series);
    Series.fresh(tonight)
        .forEach((key, runs) -> again.computeIfPresent(key, (same, one) -> one.again(runs)));
    return new NightAssessor(all, machine, found, again);
  }

  private NightAssessment judged() {
    int last = nights.size() - 1;
    Night night = nights.get(last);
    Map<String, FigureComparison> exact = exactly();
    List<SeriesState> states = new ArrayList<>();
    tonight.forEach(one -> states.add(state(one, exact)));
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
              comparison.ratio().filter(r -> r.estimate() > 0).orElse(Ratio.exact(1)),
              comparison.regression(),
              comparison.reason());
    };
  }

  private static SeriesState changed(
      Series one, Point since, Ratio ratio, boolean regression, String reason) {
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
    List<Point> points = levels.get(one.key());
    if (points.size() <= NightRules.FEWEST_NIGHTS) {
      return state(
          one,
          Finding.CANNOT_TELL,
          "%s of %s nights of this level that are needed"
              .formatted(points.size(), NightRules.FEWEST_NIGHTS + 1));
    }
    List<Point> places = new ArrayList<>();
    for (Point point : points) {
      places.add(point);
      point.fresh().forEach(value -> places.add(point));
    }
    double[] logs = logs(points);
    ModeratedVariance all = variances.get(Kind.of(one));
    int fewest = logs(points.subList(0, NightRules.FEWEST_NIGHTS)).length;
    Optional<NewestLevel> newest =
        NewestLevel.of(logs, fewest, all)
            .map(split -> robust(one.scope(), logs, split.index(), all));
    double floor = Math.log1p(NightRules.floor(one.metric(), one.scope()));
    if (newest.isEmpty()
        || newest.get().pValue() > NightRules.SUSPICION
        || Math.abs(newest.get().after() - newest.get().before()) <= floor) {
      return state(one, Finding.STEADY, "%s nights".formatted(points.size()));
    }
    NewestLevel level = newest.get();
    if (!last.fresh().isEmpty() && isOver(one, points, level)) {
      return state(one, Finding.STEADY, "the fresh runs are nearer to the level before");
    }
    Point since = places.get(level.index());
    double[] old = robust(one.scope(), Arrays.copyOf(logs, level.index()));
    double half = NewestLevel.half(old, Arrays.copyOfRange(logs, level.index(), logs.length), all);
    Ratio ratio = Ratio.ofLog(level.after() - level.before(), half);
    String reason =
        String.format(
            Locale.ROOT,
            "%.3f (%.3f to %.3f) times the level of %d nights (p %.1g)",
            ratio.estimate(),
            ratio.low().getAsDouble(),
            ratio.high().getAsDouble(),
            places.subList(0, level.index()).stream().distinct().count(),
            level.pValue());
    boolean certain =
        last.freshRuns() == 0
            ? level.pValue() <= NightRules.LEVEL
            : confirmed(one, points, since, level);
    if (one.scope() != Scope.CELL) {
      List<Series> moved = moved(one, since.night(), level, 0);
      if (2 * moved.size() <= one.members().size()) {
        return state(one, Finding.STEADY, "most of its cells did not change: " + reason);
      }
      if (mayBeTheNights(one, since, ratio)) {
        return state(
            one, Finding.CANNOT_TELL, "perhaps tonight's, the next night tells: " + reason);
      }
      List<Series> near = moved(one, since.night(), level, 0.5);
      certain &= 2 * near.size() > one.members().size();
      reason += ", " + PooledSeries.named(one, near);
    }
    Change change =
        new Change(
            one.key(),
            since.id(),
            ratio,
            ratio.estimate() > 1 == one.metric().smallerIsBetter(),
            reason);
    return new SeriesState(
        one, certain ? Finding.CHANGED : Finding.SUSPICIOUS, Optional.of(change), reason);
  }

  /**
   * True where tonight's fresh runs say that a suspicion was none. Those of a cell do when they are
   * nearer to the level before. Of an architecture that would end true ones by chance: they have to
   * lie below what counts by a standard error.
   */
  private boolean isOver(Series one, List<Point> points, NewestLevel level) {
    Point last = one.last();
    double[] fresh = last.freshLogs().toArray();
    if (one.scope() != Scope.ARCHITECTURE) {
      return !isNewLevel(fresh, level);
    }
    double[] nights = robust(one.scope(), nightsBefore(points, last));
    double away = Math.signum(level.after() - level.before()) * (mean(fresh) - mean(nights));
    double error = NewestLevel.error(nights, fresh, variances.get(Kind.of(one)), ofNight(one));
    return away + error < Math.log1p(NightRules.floor(one.metric(), Scope.CELL));
  }

  private static double[] nightsBefore(List<Point> points, Point last) {
    return points.stream()
        .filter(point -> point.night() < last.night())
        .mapToDouble(Point::log)
        .toArray();
  }

  /**
   * True where the fresh runs by themselves are another level than all nights before: than those of
   * before the change they would always be a little, as that was chosen for it. Of several cells
   * the fresh runs of all nights of the new level count; a single one is looked at too often for
   * that.
   */
  private boolean confirmed(Series one, List<Point> points, Point since, NewestLevel level) {
    Point first = one.scope() == Scope.CELL ? one.last() : since;
    List<Point> again =
        points.stream()
            .filter(point -> point.night() >= first.night() && !point.fresh().isEmpty())
            .toList();
    double[] fresh = withoutFarthest(again, level);
    if (fresh.length < NightRules.FEWEST_FRESH - 1 || !isNewLevel(fresh, level)) {
      return false;
    }
    return NewestLevel.pValue(
            robust(one.scope(), nightsBefore(points, one.last())),
            fresh,
            variances.get(Kind.of(one)),
            ofNight(one) / again.size())
        <= NightRules.fresh(one.scope());
  }

  /**
   * The variance of what the fresh runs of a night share: that of an engine's cells from night to
   * night.
   */
  private double ofNight(Series one) {
    ModeratedVariance engines = variances.get(new Kind(one.metric().rule(), Scope.ENGINE));
    long count =
        one.members().stream().map(cell -> cell.last().figure().engine()).distinct().count();
    return engines == null ? 0 : engines.priorVariance() / Math.max(1, count);
  }

  /**
   * The fresh runs of the new level's nights but for the one farthest from the level before: one
   * process in 50 is slow and nothing says so.
   */
  private static double[] withoutFarthest(List<Point> again, NewestLevel level) {
    double sign = Math.signum(level.after() - level.before());
    double[] fresh =
        again.stream().flatMapToDouble(Point::freshLogs).map(log -> sign * log).toArray();
    return Arrays.stream(fresh)
        .sorted()
        .limit(Math.max(0, fresh.length - 1))
        .map(log -> sign * log)
        .toArray();
  }

  /**
   * True where what an engine's cells, or all, share may be of one night: its fresh runs share it,
   * so that the next night has to tell.
   */
  private static boolean mayBeTheNights(Series pool, Point since, Ratio ratio) {
    return pool.scope().isOfMany()
        && since.night() == pool.last().night()
        && Math.abs(Math.log(ratio.estimate())) <= NightRules.MOST_SHIFT;
  }

  /** True where these are nearer to the new level than to that before. */
  private static boolean isNewLevel(double[] fresh, NewestLevel level) {
    return (mean(fresh) - level.before()) / (level.after() - level.before()) > 0.5;
  }

  /**
   * The cells of a pool that went more than a part of the way from its level to the new one. Half
   * of the way is nearer to the new level; a single night says that of a cell by chance only.
   */
  private List<Series> moved(Series pool, int since, NewestLevel level, double part) {
    double change = level.after() - level.before();
    List<Series> moved = new ArrayList<>();
    for (Series cell : pool.members()) {
      List<Point> own = PooledSeries.ofMember(pool.scope(), levels.get(cell.key()));
      double[] before = robust(own.stream().filter(point -> point.night() < since).toList());
      double[] after = robust(own.stream().filter(point -> point.night() >= since).toList());
      if (before.length > 0 && after.length > 0 && (mean(after) - mean(before)) / change > part) {
        moved.add(cell);
      }
    }
    return moved;
  }

  private static double mean(double[] values) {
    return DoubleStream.of(values).average().orElseThrow();
  }

  private static double[] logs(List<Point> points) {
    return points.stream().flatMapToDouble(Point::logs).toArray();
  }

  /**
   * Nights of one level, of which some were slow and nothing said so. A cell may itself be now fast
   * and now slow, which is what its nights scatter by; of several that averages out.
   */
  private static double[] robust(Scope scope, double[] logs) {
    return scope == Scope.CELL ? logs : RobustSpread.winsorised(logs);
  }

  /** Nights of one level, of which some were slow and nothing said so. */
  static double[] robust(List<Point> level) {
    double[] logs = logs(level);
    return logs.length == 0 ? logs : RobustSpread.winsorised(logs);
  }

  /** The same split, with slow nights before it that nothing said so of. */
  private static NewestLevel robust(Scope scope, double[] logs, int index, ModeratedVariance all) {
    double[] before = robust(scope, Arrays.copyOf(logs, index));
    double[] after = Arrays.copyOfRange(logs, index, logs.length);
    return new NewestLevel(
        index, mean(before), mean(after), NewestLevel.pValue(before, after, all));
  }

  /** The newest levels of these series, and what those of a kind say of each other's variance. */
  private void learn(List<Series> some) {
    Map<Kind, List<Sample>> samples = new HashMap<>();
    for (Series one : some) {
      List<Point> level = ofLevel(one);
      levels.put(one.key(), level);
      List<Sample> own = samples.computeIfAbsent(Kind.of(one), kind -> new ArrayList<>());
      double[] logs = logs(level);
      if (logs.length > NightRules.FEWEST_NIGHTS) {
        own.add(Sample.of(robust(one.scope(), logs)));
      }
    }
    samples.forEach((kind, own) -> variances.put(kind, ModeratedVariance.of(own)));
  }

  /** The usable nights of the newest level that was found before tonight. */
  private List<Point> ofLevel(Series one) {
    Set<Integer> changes = found.startsOf(one.last().figure());
    List<Point> level = new ArrayList<>();
    for (Point point : one.points()) {
      if (point.epoch() != one.last().epoch()) {
        continue;
      }
      if (changes.contains(point.night())) {
        level.clear();
      }
      if (point.usable()) {
        level.add(point);
      }
    }
    return level;
  }
}
