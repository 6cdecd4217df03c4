package io.convbench.results.history;

import io.convbench.results.Column;
import io.convbench.results.Environment;
import io.convbench.results.RecordedRun;
import io.convbench.results.Row;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * The cells of one or more runs, joined. Every observation of a cell is kept, oldest first; a table
 * or chart shows the newest. Cells whose values are those of their batch make the configurations;
 * those whose values hold for all batches belong to every configuration that computes the same;
 * what needs no engine belongs to all. Cells of scenarios other than single-stream stand for
 * themselves.
 */
public final class History {

  /**
   * What makes a cell. Accuracies of other images, divisions of them or weights are other cells.
   *
   * @param architecture Keras's name
   * @param measurement its name
   * @param configuration how and on what
   * @param images those that were scored; empty but for accuracy
   * @param scenario its name and what was asked of it; empty for single-stream
   */
  public record CellKey(
      String architecture,
      String measurement,
      Configuration configuration,
      List<String> images,
      List<String> scenario) {

    public CellKey {
      images = List.copyOf(images);
      scenario = List.copyOf(scenario);
    }

    private static CellKey of(Observation one, DatasetHashes hashes) {
      Row row = one.row();
      List<String> images =
          row.values().containsKey(Column.DATASET)
              ? List.of(
                  hashes.of(row).or(() -> row.text(Column.DATASET)).orElse(""),
                  row.text(Column.DATASET_PART).orElse(""),
                  row.text(Column.SPLIT).orElse(""),
                  row.text(Column.PROTOCOL).orElse(""),
                  row.text(Column.WEIGHTS_SHA256).or(() -> row.text(Column.WEIGHTS)).orElse(""))
              : List.of();
      return new CellKey(
          one.architecture(), one.measurement(), one.configuration(), images, scenario(row));
    }

    /** A rate is asked for or, under a bound, what was found. */
    private static List<String> scenario(Row row) {
      if (row.text(Column.SCENARIO).isEmpty()) {
        return List.of();
      }
      Column asked =
          row.number(Column.LATENCY_BOUND_MS).isPresent()
              ? Column.LATENCY_BOUND_MS
              : Column.OFFERED_RATE_PER_S;
      return List.of(
          row.text(Column.SCENARIO).get(),
          row.values().getOrDefault(Column.STREAMS, "").toString(),
          asked.header(),
          row.values().getOrDefault(asked, "").toString());
    }
  }

  private final List<RecordedRun> runs;
  private final Set<String> sharedByBatches;
  private final Map<CellKey, List<Observation>> cells;

  /** What networks that were tuned are called without that. */
  private final Map<String, String> untuned = new HashMap<>();

  private final List<Candidate> candidates;
  private final ConfigurationNames names;

  private History(
      List<RecordedRun> runs, Set<String> sharedByBatches, Map<CellKey, List<Observation>> cells) {
    this.runs = List.copyOf(runs);
    this.sharedByBatches = Set.copyOf(sharedByBatches);
    this.cells = cells;
    observations().forEach(one -> untuned.put(one.architecture(), one.row().untunedNetwork()));
    this.candidates =
        List.copyOf(join(observations().stream().filter(one -> !one.ofScenario()).toList()));
    List<Configuration> named = new ArrayList<>(configurations());
    for (Observation one : observations()) {
      named.add(
          sharedByBatches(one)
              ? one.configuration().untimed()
              : one.ofScenario() ? one.configuration().anyBatch() : one.configuration());
    }
    this.names = ConfigurationNames.of(named);
  }

  /**
   * Joins what runs measured. The same row twice is one observation.
   *
   * @param runs in the order in which they are named
   * @param sharedByBatches names of the measurements whose values hold for all batches, as these
   *     say themselves
   */
  public static History of(List<RecordedRun> runs, Set<String> sharedByBatches) {
    Map<CellKey, List<Observation>> cells = new LinkedHashMap<>();
    Set<Row> seen = new LinkedHashSet<>();
    DatasetHashes hashes = DatasetHashes.of(runs);
    for (RecordedRun run : runs) {
      RunConfigurations configurations = new RunConfigurations(run);
      for (Row row : run.rows()) {
        if (seen.add(row)) {
          Observation one = new Observation(row, configurations.of(row), run);
          cells.computeIfAbsent(CellKey.of(one, hashes), key -> new ArrayList<>()).add(one);
        }
      }
    }
    // Stable: of observations of one second the later in the arguments counts as the newer.
    cells.values().forEach(all -> all.sort(Comparator.comparing(Observation::time)));
    return new History(runs, sharedByBatches, cells);
  }

  /** Every observation of every cell, oldest first; cells as they ran. */
  public Map<CellKey, List<Observation>> cellHistories() {
    Map<CellKey, List<Observation>> copy = new LinkedHashMap<>();
    cells.forEach((key, all) -> copy.put(key, List.copyOf(all)));
    return copy;
  }

  /** The newest observation of every cell, as they ran. */
  public List<Observation> observations() {
    return cells.values().stream().map(all -> all.get(all.size() - 1)).toList();
  }

  /**
   * The newest observation of every cell in a scenario other than single-stream. They make no
   * candidates: figures of different scenarios are not of one thing.
   */
  public List<Observation> scenarios() {
    return observations().stream().filter(Observation::ofScenario).toList();
  }

  /** The newest row of every cell, as they ran. */
  public List<Row> cells() {
    return observations().stream().map(Observation::row).toList();
  }

  /**
   * Observations that a newer one of the same cell, on the same machine by the same versions,
   * replaced. Of the graph's figures, which no machine changes, those that differ.
   */
  public int repeated() {
    int repeated = 0;
    for (List<Observation> all : cells.values()) {
      Observation newest = all.get(all.size() - 1);
      for (Observation one : all.subList(0, all.size() - 1)) {
        boolean same = !one.configuration().ran() && figures(one).equals(figures(newest));
        repeated += same ? 0 : 1;
      }
    }
    return repeated;
  }

  /** Accuracies of other images or weights than a newer one of the same configuration. */
  public int otherImages() {
    Set<CellKey> configurations = new LinkedHashSet<>();
    int others = 0;
    for (CellKey key : cells.keySet()) {
      CellKey any =
          new CellKey(
              key.architecture(),
              key.measurement(),
              key.configuration(),
              List.of(),
              key.scenario());
      others += configurations.add(any) ? 0 : 1;
    }
    return others;
  }

  /**
   * On what the runs were measured, by run id; where a run has several environments, or several
   * runs have one id, by what tells them apart as well.
   */
  public Map<String, Environment> environments() {
    Map<String, Environment> environments = new LinkedHashMap<>();
    for (RecordedRun run : runs) {
      run.environments()
          .forEach(
              (file, environment) -> {
                String key = run.id();
                key = environments.containsKey(key) ? key + ", " + file : key;
                key = environments.containsKey(key) ? key + " of " + run.folder().path() : key;
                environments.put(key, environment);
              });
    }
    return environments;
  }

  /** The runs, as they were given. */
  public List<RecordedRun> runs() {
    return runs;
  }

  /** How its configurations are called. */
  public ConfigurationNames names() {
    return names;
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

  private boolean sharedByBatches(Observation one) {
    return sharedByBatches.contains(one.measurement());
  }

  private List<Candidate> join(List<Observation> cells) {
    Set<String> names = new LinkedHashSet<>();
    cells.forEach(one -> names.add(one.architecture()));
    List<Candidate> joined = new ArrayList<>();
    for (Configuration configuration : configurations(cells)) {
      names.forEach(name -> candidate(name, configuration, cells, joined));
    }
    joined.forEach(candidate -> names.remove(candidate.architecture()));
    names.forEach(name -> candidate(name, Configuration.NONE, cells, joined));
    return joined;
  }

  private void candidate(
      String name, Configuration configuration, List<Observation> cells, List<Candidate> joined) {
    Map<String, Observation> own = new LinkedHashMap<>();
    Map<String, Observation> graph = new LinkedHashMap<>();
    for (Observation one : cells) {
      if (!isOf(one, name)) {
        continue;
      }
      if (!one.configuration().ran()) {
        graph.put(one.measurement(), one);
      } else if (belongs(one, configuration)) {
        own.merge(one.measurement(), one, (old, next) -> closer(old, next, configuration));
      }
    }
    if (!own.isEmpty() || (!configuration.ran() && !graph.isEmpty())) {
      List<Observation> all = new ArrayList<>(own.values());
      all.addAll(graph.values());
      joined.add(new Candidate(name, configuration, all));
    }
  }

  /** What a network costs, it costs with other weights, too; what it learned, it alone has. */
  private boolean isOf(Observation one, String name) {
    return one.architecture().equals(name)
        || (one.row().text(Column.SPLIT).isEmpty() && one.architecture().equals(untuned.get(name)));
  }

  private boolean belongs(Observation one, Configuration configuration) {
    return sharedByBatches(one)
        ? one.configuration().computesAs(configuration)
        : one.configuration().equals(configuration);
  }

  /**
   * Of accuracies one that was measured before one that failed; then that of a whole dataset before
   * that of its parts, then of as many threads, then the newer.
   */
  private static Observation closer(Observation old, Observation next, Configuration to) {
    boolean ofImages =
        old.row().text(Column.DATASET).isPresent() && next.row().text(Column.DATASET).isPresent();
    if (ofImages && old.row().ok() != next.row().ok()) {
      return old.row().ok() ? old : next;
    }
    if (old.row().text(Column.DATASET).equals(next.row().text(Column.DATASET))
        && old.ofWholeDataset() != next.ofWholeDataset()) {
      return old.ofWholeDataset() ? old : next;
    }
    boolean oldFits = old.configuration().threads() == to.threads();
    boolean nextFits = next.configuration().threads() == to.threads();
    if (oldFits != nextFits) {
      return oldFits ? old : next;
    }
    return next.time().isBefore(old.time()) ? old : next;
  }

  private Set<Configuration> configurations(List<Observation> cells) {
    Set<Configuration> timed = new LinkedHashSet<>();
    Set<Configuration> untimed = new LinkedHashSet<>();
    for (Observation one : cells) {
      Configuration configuration = one.configuration();
      if (configuration.ran() && !sharedByBatches(one)) {
        timed.add(configuration);
      } else if (configuration.ran()) {
        untimed.add(configuration.untimed());
      }
    }
    untimed.removeIf(one -> timed.stream().anyMatch(one::computesAs));
    timed.addAll(untimed);
    return timed.isEmpty() ? Set.of(Configuration.NONE) : timed;
  }

  /** A row without run, machine and time. */
  private static Row figures(Observation one) {
    Row figures = one.row().without(Column.RUN_ID);
    for (Column column : one.row().values().keySet()) {
      if (column.ordinal() >= Column.TIME.ordinal()) {
        figures = figures.without(column);
      }
    }
    return figures;
  }
}
