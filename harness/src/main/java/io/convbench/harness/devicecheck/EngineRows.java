package io.convbench.harness.devicecheck;

import io.convbench.results.Column;
import io.convbench.results.FailureKind;
import io.convbench.results.Row;
import io.convbench.results.Status;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What one engine left of one measurement.
 *
 * @param engine its id
 * @param rows at least one, in the run's order
 */
record EngineRows(String engine, List<Row> rows) {

  EngineRows {
    rows = List.copyOf(rows);
    if (rows.isEmpty()) {
      throw new IllegalArgumentException(engine + " left no row");
    }
  }

  /** Those of every engine in a run's rows. */
  static List<EngineRows> of(List<Row> rows, String measurement) {
    Map<String, List<Row>> engines = new LinkedHashMap<>();
    for (Row row : rows) {
      if (row.text(Column.MEASUREMENT).orElse("").equals(measurement)) {
        engines
            .computeIfAbsent(row.text(Column.ENGINE).orElse(""), engine -> new ArrayList<>())
            .add(row);
      }
    }
    return engines.entrySet().stream()
        .map(entry -> new EngineRows(entry.getKey(), entry.getValue()))
        .toList();
  }

  /**
   * Why the engine could do nothing of what was asked for, where it, its device or the precision is
   * not on this machine; empty when it did something, or failed.
   */
  Optional<String> absence() {
    return rows.stream().allMatch(EngineRows::isAbsent)
        ? Optional.of(reason(rows.get(0)))
        : Optional.empty();
  }

  /** Those that the time did not reach. */
  List<Row> open() {
    return rows.stream().filter(row -> isStatus(row, Status.SKIPPED)).toList();
  }

  /** The first whose value is missing though nothing kept it but an error. */
  Optional<Row> failed() {
    return rows.stream().filter(row -> !row.ok() && !isStatus(row, Status.SKIPPED)).findFirst();
  }

  /** Why a row has no value. */
  static String reason(Row row) {
    return row.text(Column.REASON).orElse("its row gives no reason");
  }

  static boolean isStatus(Row row, Status status) {
    return row.status().equals(Optional.of(status));
  }

  private static boolean isAbsent(Row row) {
    return isStatus(row, Status.UNAVAILABLE)
        && row.failureKind()
            .filter(kind -> kind == FailureKind.MISSING || kind == FailureKind.UNSUPPORTED)
            .isPresent();
  }
}
