package io.convbench.results.trust;

import io.convbench.results.Column;
import io.convbench.results.Row;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The cells of a run that one process measures, and a further one where something disturbed it.
 * Their times are not joined: a row is that of one process, the first of the least disturbed ones.
 * Where the times stand beside an accuracy, that is what the first process found, whose files are
 * in the run's folder, whatever the times are of.
 */
public final class RepeatedRun {

  /**
   * A cell.
   *
   * @param processes of one machine, those that failed behind the first that succeeded included
   * @param used of which the times are
   */
  private record Repeated(List<Row> processes, Row used) {

    private Row found() {
      return processes.stream().filter(Row::ok).findFirst().orElseThrow();
    }

    /** A row without a time has nothing that could be disturbed. */
    boolean isDisturbed() {
      return Timing.of(used).isPresent() && Verdict.of(used) != Verdict.VALID;
    }

    Row row() {
      Row row =
          Timing.joined(found(), used)
              .without(Column.ATTEMPT)
              .with(Column.ATTEMPTS, processes.size())
              .with(
                  Column.DURATION_S,
                  processes.stream()
                      .mapToDouble(one -> one.number(Column.DURATION_S).orElse(0))
                      .sum());
      List<Row> failed = processes.stream().filter(one -> !one.ok()).toList();
      if (failed.isEmpty()) {
        return row;
      }
      List<String> reasons = new ArrayList<>();
      row.text(Column.VERDICT_REASONS).ifPresent(reasons::add);
      reasons.addAll(TimedCell.failures(failed));
      return new Judgement(Verdict.of(row).or(Verdict.NOISY), reasons).on(row);
    }
  }

  private final Map<String, Repeated> cells = new LinkedHashMap<>();

  private RepeatedRun(Map<String, List<Row>> attempts) {
    attempts.forEach(
        (cell, rows) -> {
          List<Row> own = TimedRun.ofLastMachine(rows);
          own.stream()
              .filter(Row::ok)
              .min(Comparator.comparing(Verdict::of))
              .ifPresent(used -> cells.put(cell, new Repeated(own, used)));
        });
  }

  /**
   * What a run's processes measured.
   *
   * @param attempts by cell, the rows of all processes that measured it, with their verdicts,
   *     oldest first
   */
  public static RepeatedRun of(Map<String, List<Row>> attempts) {
    return new RepeatedRun(attempts);
  }

  /** Cells of which no process was undisturbed, the worst first. */
  public List<String> disturbed() {
    return cells.entrySet().stream()
        .filter(one -> one.getValue().isDisturbed())
        .sorted(
            Comparator.comparing(
                    (Map.Entry<String, Repeated> one) -> Verdict.of(one.getValue().used()))
                .reversed())
        .map(Map.Entry::getKey)
        .toList();
  }

  /** Every process's row, cell by cell. */
  public List<Row> attempts() {
    return cells.values().stream().flatMap(cell -> cell.processes().stream()).toList();
  }

  /** By cell, which process its times are of, from 1. */
  public Map<String, Long> used() {
    Map<String, Long> used = new LinkedHashMap<>();
    cells.forEach((cell, one) -> used.put(cell, one.used().integer(Column.ATTEMPT).orElseThrow()));
    return Collections.unmodifiableMap(used);
  }

  /** The row of each cell. */
  public Map<String, Row> rows() {
    Map<String, Row> rows = new LinkedHashMap<>();
    cells.forEach((cell, one) -> rows.put(cell, one.row()));
    return Collections.unmodifiableMap(rows);
  }
}
