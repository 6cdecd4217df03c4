package io.convbench.harness.run;

import io.convbench.harness.cell.Cell;
import io.convbench.results.Column;
import io.convbench.results.FailureKind;
import io.convbench.results.Journal;
import io.convbench.results.Row;
import io.convbench.results.RunEnvironments;
import io.convbench.results.Status;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Which cells of a resumed run are tried again: those whose value was kept from them by what may
 * have changed since, as the kind of their failure says.
 *
 * @param environments of the run
 * @param now the name of the environment that the run is resumed in
 * @param limit time without progress that a cell is allowed now
 * @param all whether everything that failed is to be tried again
 */
record RetryPolicy(RunEnvironments environments, String now, Duration limit, boolean all) {

  /** True for a cell with this row that is to be tried again. */
  boolean again(Row row) {
    if (row.ok() || row.status().equals(Optional.of(Status.SKIPPED))) {
      return false;
    }
    return all
        || !environments.nameOf(row).equals(now)
        || row.failureKind().map(kind -> again(row, kind)).orElse(false);
  }

  /** The cells that are to be measured, a timed one as often as rounds of it are missing. */
  List<Cell> open(Plan plan, Journal journal, Rounds rounds) {
    List<Cell> open = new ArrayList<>();
    for (Cell cell : plan.cells()) {
      Row row = journal.rows().get(cell.id());
      if (!cell.measurement().timed()) {
        if (row == null || again(row) || journal.isLost(cell.id())) {
          open.add(cell);
        }
      } else if (row == null
          || row.ok()
          || again(row)
          || journal.isLost(cell.id())
          || rounds.makeRow(cell, journal)) {
        int before = open.size();
        for (int round = 1; round <= rounds.latency().rounds(); round++) {
          if (!rounds.has(round, cell, journal)) {
            open.add(cell);
          }
        }
        if (row != null && again(row) && open.size() == before) {
          open.add(cell);
        }
      }
    }
    return open;
  }

  /** What is tried again and what is not, in lines of their own; empty when nothing had failed. */
  String remarks(Plan plan, Map<String, Row> rows) {
    List<Row> withoutValue =
        plan.cells().stream()
            .filter(cell -> rows.containsKey(cell.id()))
            .map(cell -> rows.get(cell.id()))
            .filter(row -> !row.ok())
            .toList();
    String again = counted(withoutValue.stream().filter(this::again));
    String left =
        counted(
            withoutValue.stream()
                .filter(row -> row.status().equals(Optional.of(Status.FAILED)))
                .filter(row -> !again(row)));
    return (again.isEmpty() ? "" : "Tried again: %s.%n".formatted(again))
        + (left.isEmpty()
            ? ""
            : "Not tried again: %s. Nothing has changed that could help; --retry-failed tries anyway.%n"
                .formatted(left));
  }

  private static String counted(Stream<Row> rows) {
    Map<String, Integer> kinds = new TreeMap<>();
    rows.forEach(
        row ->
            kinds.merge(
                row.failureKind().map(FailureKind::phrase).orElse("of unknown kind"),
                1,
                Integer::sum));
    int all = kinds.values().stream().mapToInt(Integer::intValue).sum();
    return all == 0
        ? ""
        : "%s cell%s (%s)"
            .formatted(
                all,
                all == 1 ? "" : "s",
                kinds.entrySet().stream()
                    .map(kind -> "%s %s".formatted(kind.getValue(), kind.getKey()))
                    .collect(Collectors.joining(", ")));
  }

  private boolean again(Row row, FailureKind kind) {
    return switch (kind) {
      case KILLED, DISK_FULL, NO_PERMISSION, MISSING -> true;
      // One that is unavailable has its figures in the row of a smaller batch.
      case OUT_OF_MEMORY, OUT_OF_HEAP -> row.status().equals(Optional.of(Status.FAILED));
      case TIMEOUT -> limit.toSeconds() > row.integer(Column.CELL_LIMIT_S).orElse(0);
      case CRASHED, UNSUPPORTED, WRONG_RESULT, BUG, ERROR -> false;
    };
  }
}
