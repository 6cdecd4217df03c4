package io.convbench.reports.findings;

import io.convbench.results.Column;
import io.convbench.results.Configurations;
import io.convbench.results.Row;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * The cells of one or more runs, joined. Latency and memory cells make the configurations;
 * conformance and accuracy, which use batches of their own, belong to every configuration of the
 * same engine, device and precision; what needs no engine belongs to all.
 */
public final class Findings {

  private final List<Row> cells;
  private final List<Candidate> candidates;
  private final int repeated;

  private Findings(List<Row> cells, List<Candidate> candidates, int repeated) {
    this.cells = List.copyOf(cells);
    this.candidates = List.copyOf(candidates);
    this.repeated = repeated;
  }

  /** Joins rows; of a cell that was measured more than once, the last row counts. */
  public static Findings of(List<Row> rows) {
    Map<List<Object>, Row> byCell = new LinkedHashMap<>();
    for (Row row : rows) {
      byCell.put(List.of(architecture(row), Configuration.of(row), measurement(row)), row);
    }
    List<Row> cells = List.copyOf(byCell.values());
    return new Findings(cells, join(cells), rows.size() - cells.size());
  }

  /** One row a cell, as they ran. */
  public List<Row> cells() {
    return cells;
  }

  /** Rows that a later row of the same cell replaced. */
  public int repeated() {
    return repeated;
  }

  /** All candidates, by configuration and then as they ran. */
  public List<Candidate> candidates() {
    return candidates;
  }

  /** The candidates of one configuration. */
  public List<Candidate> in(Configuration configuration) {
    return candidates.stream()
        .filter(candidate -> candidate.configuration().equals(configuration))
        .toList();
  }

  /** The configurations, as they ran. */
  public List<Configuration> configurations() {
    return candidates.stream().map(Candidate::configuration).distinct().toList();
  }

  /** One candidate an architecture: its first with a measured accuracy, or simply its first. */
  public List<Candidate> architectures() {
    Map<String, Candidate> first = new LinkedHashMap<>();
    for (Candidate candidate : candidates) {
      first.merge(
          candidate.architecture(),
          candidate,
          (old, next) -> !old.has(Column.TOP1) && next.has(Column.TOP1) ? next : old);
    }
    return List.copyOf(first.values());
  }

  /** The measurement that a row is of. */
  public static String measurement(Row row) {
    return row.text(Column.MEASUREMENT).orElse("");
  }

  /** The architecture that a row is of. */
  public static String architecture(Row row) {
    return row.text(Column.ARCHITECTURE).orElse("");
  }

  private static List<Candidate> join(List<Row> cells) {
    Set<String> names = new LinkedHashSet<>();
    cells.forEach(row -> names.add(architecture(row)));
    List<Candidate> joined = new ArrayList<>();
    for (Configuration configuration : configurations(cells)) {
      names.forEach(name -> candidate(name, configuration, cells, joined));
    }
    joined.forEach(candidate -> names.remove(candidate.architecture()));
    names.forEach(name -> candidate(name, Configuration.NONE, cells, joined));
    return joined;
  }

  private static void candidate(
      String name, Configuration configuration, List<Row> cells, List<Candidate> joined) {
    List<Row> own = new ArrayList<>();
    List<Row> shared = new ArrayList<>();
    for (Row row : cells) {
      if (architecture(row).equals(name)) {
        Configuration other = Configuration.of(row);
        if (other.ran() && belongs(row, other, configuration)) {
          own.add(row);
        } else if (!other.ran()) {
          shared.add(row);
        }
      }
    }
    if (!own.isEmpty() || (!configuration.ran() && !shared.isEmpty())) {
      own.addAll(shared);
      joined.add(new Candidate(name, configuration, own));
    }
  }

  private static boolean belongs(Row row, Configuration other, Configuration configuration) {
    return Configurations.sharedByBatches(row)
        ? other.computesAs(configuration)
        : other.equals(configuration);
  }

  private static Set<Configuration> configurations(List<Row> cells) {
    Set<Configuration> timed = new LinkedHashSet<>();
    Set<Configuration> untimed = new LinkedHashSet<>();
    for (Row row : cells) {
      Configuration configuration = Configuration.of(row);
      if (configuration.ran() && !Configurations.sharedByBatches(row)) {
        timed.add(configuration);
      } else if (configuration.ran()) {
        untimed.add(configuration.untimed());
      }
    }
    untimed.removeIf(one -> timed.stream().anyMatch(one::computesAs));
    timed.addAll(untimed);
    return timed.isEmpty() ? Set.of(Configuration.NONE) : timed;
  }
}
