package io.convbench.results.history;

import io.convbench.results.Column;
import io.convbench.results.Environment;
import io.convbench.results.Platform;
import io.convbench.results.RecordedRun;
import io.convbench.results.Row;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;

/**
 * A machine on which a run, or a part of it that went on elsewhere, was measured, by what its rows
 * say.
 *
 * @param run the run
 * @param machine without GPUs, which only some rows use
 * @param commit of convbench; empty when unknown
 * @param environment what the run wrote down about it, if it is there
 * @param cells measured there
 * @param engines versions by engine id
 * @param gpus names and drivers of those that were used
 */
public record MeasuredOn(
    RecordedRun run,
    Machine machine,
    String commit,
    Optional<Environment> environment,
    int cells,
    Map<String, String> engines,
    Set<String> gpus) {

  public MeasuredOn {
    engines = Collections.unmodifiableMap(new TreeMap<>(engines));
    gpus = Collections.unmodifiableSet(new TreeSet<>(gpus));
  }

  /**
   * The machines, platforms and commits of a run's rows, in the order of the rows; for most runs
   * one.
   */
  public static List<MeasuredOn> of(RecordedRun run) {
    Map<List<Object>, List<Row>> groups = new LinkedHashMap<>();
    for (Row row : run.rows()) {
      Machine machine = Machine.of(row, run.environment(row)).withoutGpu();
      String commit = row.text(Column.COMMIT).orElse("");
      Platform platform = run.environment(row).map(Environment::platform).orElse(Platform.UNKNOWN);
      groups.computeIfAbsent(List.of(machine, commit, platform), key -> new ArrayList<>()).add(row);
    }
    List<MeasuredOn> all = new ArrayList<>();
    groups.values().forEach(rows -> all.add(of(run, rows)));
    return all;
  }

  /** What lies between convbench and the processor there. */
  public Platform platform() {
    return environment.map(Environment::platform).orElse(Platform.UNKNOWN);
  }

  private static MeasuredOn of(RecordedRun run, List<Row> rows) {
    Map<String, Set<String>> engines = new TreeMap<>();
    Set<String> gpus = new TreeSet<>();
    Optional<Environment> environment = Optional.empty();
    for (Row row : rows) {
      row.text(Column.ENGINE_VERSION)
          .ifPresent(
              version ->
                  engines
                      .computeIfAbsent(row.text(Column.ENGINE).orElse(""), key -> new TreeSet<>())
                      .add(version));
      gpus.add(Machine.of(row, Optional.empty()).gpu());
      environment = environment.or(() -> run.environment(row));
    }
    gpus.remove("");
    return new MeasuredOn(
        run,
        Machine.of(rows.get(0), environment).withoutGpu(),
        rows.get(0).text(Column.COMMIT).orElse(""),
        environment,
        rows.size(),
        engines.entrySet().stream()
            .collect(Collectors.toMap(Map.Entry::getKey, one -> String.join("; ", one.getValue()))),
        gpus);
  }
}
