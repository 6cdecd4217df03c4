package io.convbench.results;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Joins a run's rows, one a measurement, into one row a configuration (architecture, engine,
 * device, batch, precision, threads) that holds all its values. Cost is shared by all
 * configurations of an architecture; conformance and accuracy by all batches of an engine.
 */
public final class Configurations {

  private static final Set<String> SHARED_BY_BATCHES = Set.of("conformance", "accuracy");

  private static final List<Column> KEY =
      List.of(
          Column.ARCHITECTURE,
          Column.ENGINE,
          Column.DEVICE,
          Column.PRECISION,
          Column.THREADS,
          Column.BATCH);

  private Configurations() {}

  /**
   * One row a configuration, in the order in which they first appear. An architecture whose cost
   * alone was measured gets one row without an engine. Status and reason are not joined.
   */
  public static List<Row> join(List<Row> rows) {
    Map<List<Object>, Row> configurations = new LinkedHashMap<>();
    for (Row row : rows) {
      if (!sharedByBatches(row)) {
        configurations.merge(key(row, KEY), values(row), Row::with);
      }
    }
    // Cost last, so that it reaches configurations of which accuracy alone was measured.
    rows.stream()
        .filter(Configurations::sharedByBatches)
        .sorted(Comparator.comparing(row -> row.text(Column.ENGINE).isEmpty()))
        .forEach(row -> spread(row, configurations));
    return new ArrayList<>(configurations.values());
  }

  private static void spread(Row row, Map<List<Object>, Row> configurations) {
    List<Column> key = row.text(Column.ENGINE).isEmpty() ? KEY.subList(0, 1) : KEY.subList(0, 5);
    boolean placed = false;
    for (Map.Entry<List<Object>, Row> entry : configurations.entrySet()) {
      if (key(entry.getValue(), key).equals(key(row, key))) {
        entry.setValue(values(row).with(entry.getValue()));
        placed = true;
      }
    }
    if (!placed) {
      configurations.put(key(row, KEY), values(row));
    }
  }

  /**
   * True for a row of a measurement whose values hold for all batches: cost, conformance, accuracy.
   */
  public static boolean sharedByBatches(Row row) {
    return row.text(Column.ENGINE).isEmpty()
        || SHARED_BY_BATCHES.contains(row.text(Column.MEASUREMENT).orElse(""));
  }

  private static List<Object> key(Row row, List<Column> columns) {
    List<Object> key = new ArrayList<>();
    columns.forEach(column -> key.add(Optional.ofNullable(row.values().get(column))));
    return key;
  }

  private static Row values(Row row) {
    return row.without(Column.MEASUREMENT).without(Column.STATUS).without(Column.REASON);
  }
}
