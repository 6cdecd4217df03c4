package io.convbench.results.trust;

import io.convbench.results.Column;
import io.convbench.results.Row;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.OptionalDouble;
import java.util.Set;
import java.util.function.Function;
import java.util.function.ToDoubleFunction;
import java.util.stream.DoubleStream;
import java.util.stream.Stream;

/**
 * A cell that several processes timed.
 *
 * @param attempts rows of all of them on one machine, oldest first
 * @param failed rows of those that failed after one of these had succeeded, oldest first
 * @param used those of which the cell's row is made
 */
record TimedCell(List<Row> attempts, List<Row> failed, List<Row> used) {

  /** In place of reasons. */
  private static final String NONE = "none";

  TimedCell {
    attempts = List.copyOf(attempts);
    failed = List.copyOf(failed);
    used = List.copyOf(used);
  }

  /**
   * The undisturbed ones make the row, even a single one; the others where all were disturbed.
   * Where there are more of them than rounds, those that agree best: a disturbance that left no
   * other sign makes one process slower, not all.
   *
   * @param attempts with their verdicts, at least one
   * @param failed attempts that have no value
   * @param rounds how many are to make the row
   */
  static TimedCell of(List<Row> attempts, List<Row> failed, int rounds) {
    List<Row> best = new ArrayList<>(attempts);
    best.sort(Comparator.comparing(Verdict::of).thenComparing(TimedCell::median));
    long valid = attempts.stream().filter(row -> Verdict.of(row) == Verdict.VALID).count();
    List<Row> undisturbed = best.subList(0, (int) valid);
    List<Row> used =
        undisturbed.isEmpty()
            ? best.subList(0, Math.min(rounds, best.size()))
            : undisturbed.size() > rounds ? nearest(undisturbed, rounds) : undisturbed;
    return new TimedCell(attempts, failed, attempts.stream().filter(used::contains).toList());
  }

  /** So many neighbours in ascending order between which is the least distance. */
  private static List<Row> nearest(List<Row> ascending, int count) {
    List<Row> nearest = ascending.subList(0, count);
    for (int from = 1; from + count <= ascending.size(); from++) {
      List<Row> next = ascending.subList(from, from + count);
      if (spread(next) < spread(nearest)) {
        nearest = next;
      }
    }
    return nearest;
  }

  /** Median of the slowest over that of the fastest. */
  double spread() {
    List<Row> ascending = new ArrayList<>(used);
    ascending.sort(Comparator.comparing(TimedCell::median));
    return spread(ascending);
  }

  private static double spread(List<Row> ascending) {
    return median(ascending.get(ascending.size() - 1)) / median(ascending.get(0));
  }

  /** Natural logarithms of the rounds' medians in milliseconds. */
  double[] logMedians() {
    return used.stream().mapToDouble(row -> Math.log(median(row))).toArray();
  }

  /** All processes in the order in which they ended. */
  List<Row> processes() {
    return Stream.concat(attempts.stream(), failed.stream())
        .sorted(Comparator.comparingLong(TimedCell::number))
        .toList();
  }

  /** Which processes failed, and how; their rows have the whole reason. */
  List<String> failures() {
    return failures(failed);
  }

  /** The same of any rows. */
  static List<String> failures(List<Row> failed) {
    return failed.stream()
        .map(
            row ->
                "attempt %s failed%s"
                    .formatted(
                        number(row),
                        row.failureKind().map(kind -> " (%s)".formatted(kind.phrase())).orElse("")))
        .toList();
  }

  private static long number(Row row) {
    return row.integer(Column.ATTEMPT).orElse(0);
  }

  /** What disturbed the rounds of which the row is made. */
  Set<String> reasons() {
    Set<String> reasons = new LinkedHashSet<>();
    used.forEach(row -> row.text(Column.VERDICT_REASONS).ifPresent(reasons::add));
    return reasons;
  }

  /** The worst of the rounds' verdicts. */
  Verdict verdict() {
    return used.stream().map(Verdict::of).reduce(Verdict.VALID, Verdict::or);
  }

  /** The row of the newest with the worst that the rounds' evidence shows. */
  Row evidence() {
    Row row = attempts.get(attempts.size() - 1).without(Column.ATTEMPT);
    for (Column column :
        List.of(
            Column.LATENCY_CV,
            Column.OTHERS_CORES,
            Column.CONTENTION,
            Column.WAITING_CORES,
            Column.STEAL_CORES,
            Column.CPU_PRESSURE,
            Column.MEMORY_COPY_GB_PER_S)) {
      row = joined(row, column, DoubleStream::max);
    }
    for (Column column : List.of(Column.CORES_USED, Column.FREQUENCY_MHZ)) {
      row = joined(row, column, DoubleStream::min);
    }
    for (Column column : List.of(Column.THROTTLED_S, Column.TIMED_S)) {
      if (values(column).findAny().isPresent()) {
        row = row.with(column, values(column).sum());
      }
    }
    for (Column column : List.of(Column.MAJOR_FAULTS, Column.SWAPPED_PAGES)) {
      if (values(column).findAny().isPresent()) {
        row = row.with(column, Math.round(values(column).sum()));
      }
    }
    row = row.with(Column.GPU_THROTTLE_REASONS, throttleReasons());
    row = ofMost(row, TimedCell::drift, List.of(Column.LATENCY_DRIFT));
    return ofMost(
        row,
        TimedCell::change,
        List.of(
            Column.CALIBRATION_BEFORE_GMACS_PER_S,
            Column.CALIBRATION_AFTER_GMACS_PER_S,
            Column.CALIBRATION_BEFORE_GACTIVATIONS_PER_S,
            Column.CALIBRATION_AFTER_GACTIVATIONS_PER_S));
  }

  /** Those of any round; none where no round was told one, empty where none was told anything. */
  private String throttleReasons() {
    Set<String> all = new LinkedHashSet<>();
    used.forEach(
        row ->
            row.text(Column.GPU_THROTTLE_REASONS)
                .ifPresent(reasons -> all.addAll(List.of(reasons.split(", ")))));
    if (all.size() > 1) {
      all.remove(NONE);
    }
    return String.join(", ", all);
  }

  /** The row with the columns of the round of which something is most. */
  private Row ofMost(Row row, ToDoubleFunction<Row> most, List<Column> columns) {
    Row round = used.stream().max(Comparator.comparingDouble(most)).orElseThrow();
    Row with = row;
    for (Column column : columns) {
      with = with.with(column, round.number(column));
    }
    return with;
  }

  private Row joined(Row row, Column column, Function<DoubleStream, OptionalDouble> join) {
    return row.with(column, join.apply(values(column)));
  }

  private DoubleStream values(Column column) {
    return used.stream().map(row -> row.number(column)).flatMapToDouble(OptionalDouble::stream);
  }

  private static double drift(Row row) {
    return Math.abs(Math.log(row.number(Column.LATENCY_DRIFT).orElse(1)));
  }

  /** How far the calibrations before and after the passes are apart. */
  private static double change(Row row) {
    OptionalDouble before = row.number(Column.CALIBRATION_BEFORE_GMACS_PER_S);
    OptionalDouble after = row.number(Column.CALIBRATION_AFTER_GMACS_PER_S);
    return before.orElse(0) > 0 && after.orElse(0) > 0
        ? Math.abs(Math.log(after.getAsDouble() / before.getAsDouble()))
        : -1;
  }

  static double median(Row row) {
    return row.number(Column.LATENCY_P50_MS).orElseThrow();
  }
}
