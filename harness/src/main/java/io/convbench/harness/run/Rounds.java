package io.convbench.harness.run;

import io.convbench.harness.cell.Cell;
import io.convbench.harness.cell.LatencySettings;
import io.convbench.harness.measurement.Measurements;
import io.convbench.results.CellId;
import io.convbench.results.Column;
import io.convbench.results.FailureKind;
import io.convbench.results.Journal;
import io.convbench.results.Row;
import io.convbench.results.RunFolder;
import io.convbench.results.statistics.EarlyStopping;
import io.convbench.results.trust.PassTimes;
import io.convbench.results.trust.RepeatedRun;
import io.convbench.results.trust.TimedRun;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * The processes that time a run's cells: how many there are of each, how long the next one has to
 * be, and what became of all. Latencies have rounds; of other cells that are repeated one process
 * is enough, if nothing disturbs it.
 *
 * @param latency how long is timed, in how many rounds
 * @param repeatShare time for repeating disturbed cells as a part of the run's own
 * @param environment the name of the file that describes this machine
 */
record Rounds(LatencySettings latency, double repeatShare, String environment) {

  private static final double P90 = 0.9;

  /** Passes without which the 90th percentile has no bound. */
  private static final long PASSES = EarlyStopping.passesNeeded(P90, 1);

  /** The slowest pass for which a process is made longer than it was asked to be. */
  private static final double SLOWEST_MILLIS = 100;

  /** Passes of a process differ from those before it. */
  private static final double MARGIN = 1.1;

  /** A cell that stays disturbed leaves time for others. */
  private static final int MOST_REPEATS = 3;

  /**
   * True for a cell that so many processes of this machine have timed, or as many as there are
   * rounds on another one. One that failed after another had succeeded has had its round; one that
   * hung has had all of them, as the next would cost the limit again.
   */
  boolean has(int round, Cell cell, Journal journal) {
    List<Row> counted = TimedRun.ofLastMachine(attempts(cell, journal));
    return hung(counted)
        || counted.size() >= latency.rounds()
        || counted.stream().filter(this::ofThisMachine).count() >= round;
  }

  /** True where rounds that succeeded make the cell's row, even if the last process failed. */
  boolean makeRow(Cell cell, Journal journal) {
    return makeRow(cell.id(), journal);
  }

  /** Not where the last row says that the cell cannot be tried, or was not written. */
  private static boolean makeRow(String cell, Journal journal) {
    List<Row> all = journal.attempts().getOrDefault(cell, List.of());
    return journal.counted().getOrDefault(cell, List.of()).stream().anyMatch(Row::ok)
        && all.get(all.size() - 1).equals(journal.rows().get(cell));
  }

  /**
   * Which of a cell's processes is the next one, for a person who watches: {@code round 2 of 3},
   * {@code repeat 1 of at most 3}; empty for the only one.
   */
  String turn(Cell cell, Journal journal) {
    int planned = cell.measurement().timed() ? latency.rounds() : 1;
    List<Row> ended = TimedRun.ofLastMachine(attempts(cell, journal));
    int next = ended.isEmpty() || !ofThisMachine(ended.get(0)) ? 1 : ended.size() + 1;
    if (next > planned) {
      return "repeat %s of at most %s".formatted(next - planned, MOST_REPEATS);
    }
    return planned > 1 ? "round %s of %s".formatted(next, planned) : "";
  }

  /** The row of a process that has just ended, with the verdict as far as it is known by now. */
  Row judged(Cell cell, Row row, Journal journal) {
    return cell.measurement().timed() && row.ok() && row.integer(Column.ATTEMPT).isPresent()
        ? row.with(Column.VERDICT, timed(journal).newest(cell.id()).word())
        : row;
  }

  /** How long the next process times a cell: longer where the 90th percentile lacks passes. */
  LatencySettings next(Cell cell, Journal journal) {
    List<Row> done =
        attempts(cell, journal).stream().filter(Row::ok).filter(this::ofThisMachine).toList();
    double seconds = latency.roundSeconds();
    int left = Math.max(1, latency.rounds() - done.size());
    if (!done.isEmpty()) {
      double millis = done.get(0).number(Column.LATENCY_P50_MS).orElse(0);
      double passes =
          done.stream().mapToDouble(row -> row.number(Column.LATENCY_SAMPLES).orElse(0)).sum();
      if (millis < SLOWEST_MILLIS && passes < PASSES) {
        seconds = Math.max(seconds, MARGIN * (PASSES - passes) / left * millis / 1000);
      }
    }
    return latency.ofOneRound(seconds);
  }

  /**
   * The row of the first process that succeeded on this machine: what a cell without rounds has
   * found, and what a further process measures again.
   */
  Optional<Row> before(Cell cell, Journal journal) {
    return TimedRun.ofLastMachine(attempts(cell, journal)).stream()
        .filter(Row::ok)
        .filter(this::ofThisMachine)
        .findFirst();
  }

  /** The cells that may be timed once more, the worst first. */
  List<String> toRepeat(Journal journal) {
    return Stream.concat(
            timed(journal).disturbed().stream(), repeated(journal).disturbed().stream())
        .filter(id -> mayBeRepeated(id, journal))
        .toList();
  }

  private boolean mayBeRepeated(String id, Journal journal) {
    List<Row> attempts = TimedRun.ofLastMachine(journal.counted().get(id));
    return makeRow(id, journal)
        && ofThisMachine(attempts.get(0))
        && !hung(attempts)
        && attempts.size() < rounds(attempts) + MOST_REPEATS;
  }

  /** Seconds that are left for repeating. */
  double secondsLeft(Journal journal) {
    double own = 0;
    double repeats = 0;
    for (Row row : journal.rows().values()) {
      if (row.integer(Column.ATTEMPT).isEmpty()) {
        own += seconds(row);
      }
    }
    for (List<Row> attempts : journal.counted().values()) {
      for (int i = 0; i < attempts.size(); i++) {
        if (i < rounds(attempts)) {
          own += seconds(attempts.get(i));
        } else {
          repeats += seconds(attempts.get(i));
        }
      }
    }
    return repeatShare * own - repeats;
  }

  /** What the processes of rounds measured. */
  TimedRun timed(Journal journal) {
    return TimedRun.of(ofRounds(journal, true), latency.rounds());
  }

  /** What the others measured. */
  RepeatedRun repeated(Journal journal) {
    return RepeatedRun.of(ofRounds(journal, false));
  }

  private static Map<String, List<Row>> ofRounds(Journal journal, boolean inRounds) {
    Map<String, List<Row>> attempts = new LinkedHashMap<>(journal.counted());
    attempts.values().removeIf(rows -> isTimed(rows) != inRounds);
    return attempts;
  }

  private static boolean isTimed(List<Row> attempts) {
    return Measurements.named(attempts.get(0).text(Column.MEASUREMENT).orElseThrow()).timed();
  }

  /** How many processes a cell has unless it is repeated. */
  private int rounds(List<Row> attempts) {
    return isTimed(attempts) ? latency.rounds() : 1;
  }

  /** The rows of all processes, cell by cell. */
  List<Row> attempts(Journal journal) {
    return Stream.concat(timed(journal).attempts().stream(), repeated(journal).attempts().stream())
        .toList();
  }

  /**
   * The rows of a run's cells: those of timed ones made of their processes, the others as they are.
   */
  Map<String, Row> rows(Journal journal, RunFolder folder) throws IOException {
    Map<String, Row> made = new LinkedHashMap<>();
    made.putAll(timed(journal).rows(attempt -> passes(attempt, folder)));
    made.putAll(repeated(journal).rows());
    made.keySet().removeIf(cell -> !makeRow(cell, journal));
    Map<String, Row> rows = new LinkedHashMap<>(journal.rows());
    rows.putAll(made);
    rows.putAll(notMeasuredAgain(journal));
    return rows;
  }

  /** Of cells that have lost a file, and were to be measured again: their rows are there yet. */
  private static Map<String, Row> notMeasuredAgain(Journal journal) {
    Map<String, List<Row>> lost = new LinkedHashMap<>(journal.attempts());
    lost.keySet().removeIf(cell -> !journal.isLost(cell));
    lost.values().removeIf(Rounds::isTimed);
    return RepeatedRun.of(lost).rows();
  }

  private static PassTimes passes(Row attempt, RunFolder folder) throws IOException {
    return PassTimes.read(
        folder.latency(CellId.of(attempt), attempt.integer(Column.ATTEMPT).orElseThrow()));
  }

  /** True when the last process was stopped because it made no progress. */
  private static boolean hung(List<Row> attempts) {
    return !attempts.isEmpty()
        && attempts.get(attempts.size() - 1).failureKind().equals(Optional.of(FailureKind.TIMEOUT));
  }

  private boolean ofThisMachine(Row row) {
    return row.text(Column.ENVIRONMENT).orElse("").equals(environment);
  }

  private static List<Row> attempts(Cell cell, Journal journal) {
    return journal.counted().getOrDefault(cell.id(), List.of());
  }

  private static double seconds(Row row) {
    return row.number(Column.DURATION_S).orElse(0);
  }
}
