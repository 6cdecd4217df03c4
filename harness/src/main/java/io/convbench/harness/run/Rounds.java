package io.convbench.harness.run;

import io.convbench.harness.cell.Cell;
import io.convbench.harness.cell.LatencySettings;
import io.convbench.results.CellId;
import io.convbench.results.Column;
import io.convbench.results.Journal;
import io.convbench.results.Row;
import io.convbench.results.RunFolder;
import io.convbench.results.statistics.EarlyStopping;
import io.convbench.results.trust.PassTimes;
import io.convbench.results.trust.TimedRun;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The processes that time a run's cells: how many there are of each, how long the next one has to
 * be, and what became of all.
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

  /** True for a cell that so many processes have timed, or cannot. */
  boolean has(int round, Cell cell, Journal journal) {
    return TimedRun.ofLastMachine(attempts(cell, journal)).size() >= round
        && (all(cell, journal) || ofThisMachine(cell, journal).size() >= round);
  }

  /** True where all rounds were run, on whatever machine. */
  private boolean all(Cell cell, Journal journal) {
    return TimedRun.ofLastMachine(attempts(cell, journal)).size() >= latency.rounds();
  }

  /** How long the next process times a cell: longer where the 90th percentile lacks passes. */
  LatencySettings next(Cell cell, Journal journal) {
    List<Row> done = ofThisMachine(cell, journal);
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

  /** The cells that may be timed once more, the worst first. */
  List<String> toRepeat(Journal journal) {
    List<String> cells = new ArrayList<>();
    for (String id : timed(journal).disturbed()) {
      List<Row> attempts = TimedRun.ofLastMachine(journal.attempts().get(id));
      boolean here = environment.equals(attempts.get(0).text(Column.ENVIRONMENT).orElse(""));
      if (here && attempts.size() < latency.rounds() + MOST_REPEATS) {
        cells.add(id);
      }
    }
    return cells;
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
    for (List<Row> attempts : journal.attempts().values()) {
      for (int i = 0; i < attempts.size(); i++) {
        if (i < latency.rounds()) {
          own += seconds(attempts.get(i));
        } else {
          repeats += seconds(attempts.get(i));
        }
      }
    }
    return repeatShare * own - repeats;
  }

  /** What all processes measured. */
  TimedRun timed(Journal journal) {
    return TimedRun.of(journal.attempts(), latency.rounds());
  }

  /**
   * The rows of a run's cells: those of timed ones made of their processes, the others as they are.
   */
  Map<String, Row> rows(Journal journal, RunFolder folder) throws IOException {
    Map<String, Row> rows = new LinkedHashMap<>(journal.rows());
    timed(journal)
        .rows(attempt -> passes(attempt, folder))
        .forEach((cell, row) -> rows.computeIfPresent(cell, (id, last) -> last.ok() ? row : last));
    return rows;
  }

  private static PassTimes passes(Row attempt, RunFolder folder) throws IOException {
    return PassTimes.read(
        folder.latency(CellId.of(attempt), attempt.integer(Column.ATTEMPT).orElseThrow()));
  }

  private List<Row> ofThisMachine(Cell cell, Journal journal) {
    return attempts(cell, journal).stream()
        .filter(Row::ok)
        .filter(row -> row.text(Column.ENVIRONMENT).orElse("").equals(environment))
        .toList();
  }

  private static List<Row> attempts(Cell cell, Journal journal) {
    return journal.attempts().getOrDefault(cell.id(), List.of());
  }

  private static double seconds(Row row) {
    return row.number(Column.DURATION_S).orElse(0);
  }
}
