package io.convbench.results.trust;

import io.convbench.results.CellId;
import io.convbench.results.Column;
import io.convbench.results.Row;
import io.convbench.results.statistics.EarlyStopping;
import io.convbench.results.statistics.ModeratedVariance;
import io.convbench.results.statistics.ModeratedVariance.Sample;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.DoubleStream;
import org.apache.commons.statistics.distribution.TDistribution;

/**
 * The timed cells of a run: their rows made of what several processes measured, each with its
 * verdict and the interval in which the next run's median is expected.
 */
public final class TimedRun {

  /** Gives the times of the passes of an attempt. */
  public interface Passes {
    /**
     * @throws IOException when they cannot be read
     */
    PassTimes of(Row attempt) throws IOException;
  }

  private static final double LEVEL = 0.975;

  /** The normal distribution's at the same level. */
  private static final double NORMAL = 1.959964;

  /** With less, Student's t has no variance to speak of, and an interval would say nothing. */
  private static final double LEAST_DEGREES = 1;

  /** As a ratio to the median: so far is as good as anywhere. */
  private static final double FURTHEST = 1000;

  private final Map<String, TimedCell> cells = new LinkedHashMap<>();
  private final Speed speed;
  private final ModeratedVariance between;
  private final double drift;
  private final int rounds;

  private TimedRun(Map<String, List<Row>> attempts, int rounds) {
    this.rounds = rounds;
    List<Row> all = attempts.values().stream().flatMap(List::stream).filter(Row::ok).toList();
    this.speed = new Speed(all);
    attempts.forEach(
        (cell, rows) -> {
          List<Row> own = ofLastMachine(rows);
          if (!own.isEmpty()) {
            cells.put(
                cell,
                TimedCell.of(
                    own.stream().filter(Row::ok).map(this::judged).toList(),
                    own.stream().filter(row -> !row.ok()).toList(),
                    rounds));
          }
        });
    this.between =
        ModeratedVariance.of(
            cells.values().stream()
                .filter(cell -> cell.used().size() > 1)
                .map(cell -> Sample.of(cell.logMedians()))
                .toList());
    double[] parts =
        cells.values().stream()
            .flatMapToDouble(cell -> of(cell.used(), speed::part))
            .map(Math::log)
            .toArray();
    this.drift = parts.length > 1 ? Sample.of(parts).value() : 0;
  }

  /**
   * What a run's processes measured.
   *
   * @param attempts by cell, the rows of all processes that timed it, oldest first
   * @param rounds how many make a cell's row
   */
  public static TimedRun of(Map<String, List<Row>> attempts, int rounds) {
    return new TimedRun(attempts, rounds);
  }

  /**
   * Attempts of a cell that count together: those that succeeded on the machine of the newest, and
   * those that failed after the first of these. What had failed before was tried again because
   * something had changed.
   *
   * @param attempts of a cell, oldest first
   * @return in the same order; none where none succeeded
   */
  public static List<Row> ofLastMachine(List<Row> attempts) {
    List<Row> ok = attempts.stream().filter(Row::ok).toList();
    List<Row> own = new ArrayList<>();
    for (Row row : attempts) {
      if (row.ok() ? machine(row).equals(machine(ok.get(ok.size() - 1))) : !own.isEmpty()) {
        own.add(row);
      }
    }
    return List.copyOf(own);
  }

  private static List<String> machine(Row row) {
    return List.of(
        row.text(Column.ENVIRONMENT).orElse(""), row.text(Column.ENGINE_VERSION).orElse(""));
  }

  /**
   * The attempts of which each cell's row is made.
   *
   * @param attempts rows of {@code attempts.csv}, in its order
   * @param rounds of which the row of a cell is made
   */
  public static Map<String, List<Row>> used(List<Row> attempts, Map<String, Long> rounds) {
    Map<String, List<Row>> cells = new LinkedHashMap<>();
    attempts.forEach(
        row -> cells.computeIfAbsent(CellId.of(row), cell -> new ArrayList<>()).add(row));
    Map<String, List<Row>> used = new LinkedHashMap<>();
    cells.forEach(
        (cell, all) -> {
          List<Row> own = ofLastMachine(all);
          if (!own.isEmpty() && rounds.containsKey(cell)) {
            List<Row> ok = own.stream().filter(Row::ok).toList();
            int count = Math.toIntExact(rounds.get(cell));
            used.put(cell, TimedCell.of(ok, List.of(), count).used());
          }
        });
    return used;
  }

  /**
   * Cells that something has disturbed in any round, the worst first; not those that lack passes
   * alone.
   */
  public List<String> disturbed() {
    return cells.entrySet().stream()
        .filter(
            one ->
                verdict(one.getValue()) != Verdict.VALID || one.getValue().used().size() < rounds)
        .sorted(
            Comparator.comparing((Map.Entry<String, TimedCell> one) -> verdict(one.getValue()))
                .thenComparing(one -> one.getValue().spread())
                .reversed())
        .map(Map.Entry::getKey)
        .toList();
  }

  /**
   * How far the newest process of a cell can be trusted, by what is known so far; no further than
   * the cell itself once it has all of its rounds, as these may disagree.
   */
  public Verdict newest(String cell) {
    TimedCell timed = cells.get(cell);
    List<Row> attempts = timed.attempts();
    Verdict own = Verdict.of(attempts.get(attempts.size() - 1));
    return attempts.size() < rounds ? own : own.or(verdict(timed));
  }

  private static Verdict verdict(TimedCell cell) {
    return cell.verdict().or(VerdictRules.ofSpread(cell.spread()).verdict());
  }

  /** Every attempt of the run cell by cell, those that succeeded with their verdicts. */
  public List<Row> attempts() {
    return cells.values().stream().flatMap(cell -> cell.processes().stream()).toList();
  }

  /**
   * The row of each cell.
   *
   * @throws IOException when the times of passes cannot be read
   */
  public Map<String, Row> rows(Passes passes) throws IOException {
    Map<String, Row> rows = new LinkedHashMap<>();
    for (Map.Entry<String, TimedCell> one : cells.entrySet()) {
      List<PassTimes> times = new ArrayList<>();
      for (Row attempt : one.getValue().used()) {
        times.add(passes.of(attempt));
      }
      rows.put(one.getKey(), row(one.getValue(), PassTimes.of(times)));
    }
    return Collections.unmodifiableMap(rows);
  }

  private Row judged(Row attempt) {
    return VerdictRules.of(attempt, speed.slowest(attempt)).on(attempt);
  }

  /** The machine's speeds around the passes of those rows that have calibrations. */
  private static DoubleStream of(List<Row> rows, Function<Row, OptionalDouble> speed) {
    return rows.stream().map(speed).flatMapToDouble(OptionalDouble::stream);
  }

  private Row row(TimedCell cell, PassTimes passes) {
    Row row =
        cell.evidence()
            .with(figures(passes))
            .with(Column.ROUNDS, cell.used().size())
            .with(Column.ATTEMPTS, cell.processes().size());
    double seconds =
        cell.processes().stream().mapToDouble(one -> one.number(Column.DURATION_S).orElse(0)).sum();
    row =
        row.with(Column.DURATION_S, seconds)
            .with(
                Column.THROUGHPUT_IMAGES_PER_S,
                1000 * row.integer(Column.BATCH).orElse(1) / passes.mean());
    row = interval(row, cell);
    row = atPeak(row, cell);
    return judgement(row, cell)
        .on(cell.used().size() > 1 ? row.with(Column.ROUND_SPREAD, cell.spread()) : row);
  }

  /** Of the worst evidence, no better than the worst of the rounds, and noisy if one failed. */
  private Judgement judgement(Row row, TimedCell cell) {
    Judgement own = VerdictRules.ofCell(row, of(cell.used(), speed::slowest).min(), cell.spread());
    Set<String> reasons = new LinkedHashSet<>(own.reasons());
    if (own.verdict().compareTo(cell.verdict()) < 0) {
      reasons.addAll(cell.reasons());
    }
    reasons.addAll(cell.failures());
    Verdict verdict = own.verdict().or(cell.verdict());
    return new Judgement(
        cell.failed().isEmpty() ? verdict : verdict.or(Verdict.NOISY), List.copyOf(reasons));
  }

  private static Row figures(PassTimes passes) {
    Row row =
        Row.empty()
            .with(Column.LATENCY_P50_MS, passes.percentile(0.5))
            .with(Column.LATENCY_P90_MS, passes.percentile(0.9))
            .with(Column.LATENCY_P99_MS, passes.percentile(0.99))
            .with(Column.LATENCY_MEAN_MS, passes.mean())
            .with(Column.LATENCY_SAMPLES, passes.count())
            .with(Column.LATENCY_P90_BOUND_MS, EarlyStopping.bound(0.9, passes.ascending()))
            .with(Column.LATENCY_P99_BOUND_MS, EarlyStopping.bound(0.99, passes.ascending()));
    if (passes.count() > 1) {
      double t = TDistribution.of(passes.count() - 1.0).inverseCumulativeProbability(LEVEL);
      double half = t * passes.standardDeviation() / Math.sqrt(passes.count());
      row =
          row.with(Column.LATENCY_CI95_LOW_MS, passes.mean() - half)
              .with(Column.LATENCY_CI95_HIGH_MS, passes.mean() + half);
    }
    return row;
  }

  /**
   * Between the medians of processes as between those of the next run's as many, and the machine's
   * drift as the calibrations of all rounds used saw it, which a run's cells may share and of which
   * much more is known: each adds its own part to the half width. Of one process the other cells'
   * tell how far the next one may be; alone it says nothing. Of processes that have nothing in
   * common Student's t expects anything.
   */
  private Row interval(Row row, TimedCell cell) {
    double[] logs = cell.logMedians();
    Sample sample = logs.length < 2 ? Sample.NONE : Sample.of(logs);
    if (between.degrees(sample) < LEAST_DEGREES) {
      return row;
    }
    double processes = between.t(sample) * Math.sqrt(2 * between.of(sample) / logs.length);
    double half = Math.hypot(processes, NORMAL * Math.sqrt(drift));
    double centre = DoubleStream.of(logs).average().orElseThrow();
    double median = row.number(Column.LATENCY_P50_MS).orElseThrow();
    double low = Math.min(median, Math.exp(centre - half));
    double high = Math.max(median, Math.exp(centre + half));
    return row.with(Column.LATENCY_P50_PI95_LOW_MS, Math.max(low, median / FURTHEST))
        .with(Column.LATENCY_P50_PI95_HIGH_MS, Math.min(high, median * FURTHEST));
  }

  /** The median at the machine's best, and how near to its peak that is. */
  private Row atPeak(Row row, TimedCell cell) {
    OptionalDouble part = of(cell.used(), speed::part).average();
    OptionalDouble peak = speed.peak(row);
    if (part.isEmpty() || peak.isEmpty()) {
      return row;
    }
    double median = row.number(Column.LATENCY_P50_MS).orElseThrow();
    Row with =
        row.with(Column.LATENCY_P50_AT_PEAK_MS, median * part.getAsDouble())
            .with(Column.PEAK_GMACS_PER_S, peak.getAsDouble());
    OptionalDouble macs = row.number(Column.MACS);
    return macs.isEmpty()
        ? with
        : with.with(
            Column.EFFICIENCY,
            row.integer(Column.BATCH).orElse(1)
                * macs.getAsDouble()
                / (1e6 * median)
                / peak.getAsDouble());
  }
}
