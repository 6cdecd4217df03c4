package io.convbench.results.nightly;

import io.convbench.results.Status;
import io.convbench.results.comparison.CellFigure;
import io.convbench.results.comparison.Circumstances;
import io.convbench.results.comparison.Evidence;
import io.convbench.results.comparison.Metric;
import io.convbench.results.nightly.Series.Point;
import io.convbench.results.nightly.Series.Scope;
import io.convbench.results.statistics.ModeratedVariance;
import io.convbench.results.statistics.ModeratedVariance.Sample;
import io.convbench.results.statistics.RobustSpread;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.function.ToDoubleFunction;
import java.util.function.ToIntFunction;
import java.util.stream.Collectors;
import java.util.stream.DoubleStream;

/**
 * The latencies of several cells as one series: those of an architecture, of an engine, and all. A
 * night's value is what the cells deviate from their own levels on average, times the geometric
 * mean of these levels, so that a night on which a cell is not valid can be compared with the
 * others. All means are weighted by inverse variance. What cells share stands out, as their own
 * noise averages out.
 */
final class PooledSeries {

  /** One cell shares nothing. */
  private static final int FEWEST_CELLS = 2;

  /** Which cells are pooled. */
  private record Pool(Scope scope, String name, Metric metric) {

    String key() {
      return name + ":" + metric.column().header();
    }
  }

  /**
   * A cell in a pool.
   *
   * @param level the usable nights of its newest level, by their places in the history
   * @param mean of the level's logarithms
   * @param weight one over their variance
   */
  private record Member(Map<Integer, Point> level, double mean, double weight) {

    static Member of(List<Point> level, ModeratedVariance all) {
      // Without fresh runs, of which a night that was suspicious has many.
      double[] logs = RobustSpread.winsorised(level.stream().mapToDouble(Point::log).toArray());
      return new Member(
          level.stream()
              .collect(Collectors.toMap(Point::night, Function.identity(), (one, again) -> again)),
          DoubleStream.of(logs).average().orElseThrow(),
          1 / all.of(Sample.of(logs)));
    }
  }

  private PooledSeries() {}

  /** The keys of the pools that a cell's figure is in, if there are others beside it. */
  static List<String> keysOf(CellFigure figure) {
    return poolsOf(figure).stream().map(Pool::key).toList();
  }

  /** The keys of changes that begin a figure's level: its own, and those of what it is part of. */
  static Set<String> changeKeys(CellFigure figure) {
    Set<String> keys = new LinkedHashSet<>(List.of(figure.key()));
    keys.addAll(keysOf(figure));
    return keys;
  }

  /** The key of the pool of so many cells that a latency is in. */
  static String keyOf(CellFigure figure, Scope scope) {
    return poolsOf(figure).stream()
        .filter(pool -> pool.scope() == scope)
        .map(Pool::key)
        .findFirst()
        .orElseThrow();
  }

  private static List<Pool> poolsOf(CellFigure figure) {
    Metric metric = figure.metric();
    return metric.rule() == Metric.Rule.ROUNDS
        ? List.of(
            new Pool(Scope.ARCHITECTURE, figure.architecture(), metric),
            new Pool(Scope.ENGINE, figure.engine(), metric),
            new Pool(Scope.SUITE, "all", metric))
        : List.of();
  }

  /**
   * The pools of tonight's cells. One of the same cells as another is left out.
   *
   * @param tonight the newest night
   * @param cells series that have a point tonight
   * @param levels the usable points of the newest level of each, by key
   * @param all what the cells' levels say of each other's variance
   */
  static List<Series> of(
      Point tonight, List<Series> cells, Map<String, List<Point>> levels, ModeratedVariance all) {
    Map<Pool, List<Series>> pools = new LinkedHashMap<>();
    for (Series cell : cells) {
      poolsOf(cell.last().figure())
          .forEach(pool -> pools.computeIfAbsent(pool, one -> new ArrayList<>()).add(cell));
    }
    Set<List<String>> seen = new HashSet<>();
    return pools.entrySet().stream()
        .sorted(Comparator.comparing(pool -> pool.getKey().scope()))
        .filter(pool -> pool.getValue().size() >= FEWEST_CELLS)
        .filter(pool -> seen.add(pool.getValue().stream().map(Series::key).toList()))
        .map(pool -> of(tonight, pool.getKey(), pool.getValue(), levels, all))
        .toList();
  }

  private static Series of(
      Point tonight,
      Pool pool,
      List<Series> cells,
      Map<String, List<Point>> levels,
      ModeratedVariance all) {
    List<Member> members =
        cells.stream()
            .map(cell -> levels.get(cell.key()))
            .map(level -> ofMember(pool.scope(), level))
            .filter(level -> level.size() > NightRules.FEWEST_NIGHTS)
            .map(level -> Member.of(level, all))
            .toList();
    double mean = mean(members, Member::mean);
    SortedMap<Integer, Point> nights = new TreeMap<>();
    nights.put(tonight.night(), tonight);
    members.forEach(member -> nights.putAll(member.level()));
    List<Point> points = new ArrayList<>();
    for (Point night : nights.values()) {
      List<Member> valid =
          members.stream().filter(one -> one.level().containsKey(night.night())).toList();
      Point point = point(pool, night, valid, cells.size(), mean);
      if (point.usable() || night.night() == tonight.night()) {
        points.add(point);
      }
    }
    return new Series(pool.key(), pool.metric(), pool.scope(), cells, points);
  }

  /** A cell's level in a pool. What an engine's cells, or all, share for good is their change. */
  static List<Point> ofMember(Scope scope, List<Point> level) {
    return scope.isOfMany() ? level.stream().map(Point::lasting).toList() : level;
  }

  /**
   * Of fewer valid cells a night, or a fresh run, says nothing of what so many share: half of them,
   * or as many as tell what a night's latencies share.
   */
  private static int fewest(int cells) {
    return Math.max(FEWEST_CELLS, Math.min(NightRules.FEWEST_CELLS, (cells + 1) / 2));
  }

  /** What the cells that are valid on a night say together, if there are enough. */
  private static Point point(Pool pool, Point night, List<Member> valid, int cells, double mean) {
    int fewest = fewest(cells);
    String doubt =
        valid.size() < fewest
            ? "%s of its %s cells can be judged, %s are needed"
                .formatted(valid.size(), cells, fewest)
            : "";
    List<Double> fresh = new ArrayList<>();
    int runs = 0;
    OptionalDouble value = OptionalDouble.empty();
    if (doubt.isEmpty()) {
      Function<Member, Point> own = member -> member.level().get(night.night());
      double log = mean + mean(valid, member -> own.apply(member).log() - member.mean());
      value = OptionalDouble.of(Math.exp(log));
      runs = enough(valid, fewest, member -> own.apply(member).freshRuns());
      int count = enough(valid, fewest, member -> own.apply(member).fresh().size());
      for (int i = 0; i < count; i++) {
        int run = i;
        List<Member> again =
            valid.stream().filter(one -> own.apply(one).fresh().size() > run).toList();
        fresh.add(Math.exp(mean + mean(again, one -> own.apply(one).freshLog(run) - one.mean())));
      }
    }
    CellFigure figure =
        new CellFigure(
            pool.name(),
            pool.metric(),
            pool.name(),
            "",
            Circumstances.NONE,
            doubt.isEmpty() ? Status.OK : Status.SKIPPED,
            doubt,
            value,
            Evidence.NONE);
    return new Point(night.night(), night.id(), night.time(), figure, 0, 0, runs, fresh, doubt, 0);
  }

  /** The largest number that so many cells have or exceed as say something together. */
  private static int enough(List<Member> valid, int fewest, ToIntFunction<Member> counts) {
    int[] sorted = valid.stream().mapToInt(counts).sorted().toArray();
    return sorted[sorted.length - fewest];
  }

  /** Cells of a pool, for people. */
  static String named(Series pool, List<Series> some) {
    return pool.scope() == Scope.ARCHITECTURE
        ? some.stream()
            .map(cell -> cell.last().figure().engine())
            .distinct()
            .collect(Collectors.joining(", ", "on ", ""))
        : "%s of %s cells".formatted(some.size(), pool.members().size());
  }

  private static double mean(List<Member> members, ToDoubleFunction<Member> values) {
    double weights = members.stream().mapToDouble(Member::weight).sum();
    return members.stream().mapToDouble(one -> one.weight() * values.applyAsDouble(one)).sum()
        / weights;
  }
}
