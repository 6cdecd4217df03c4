package io.convbench.harness.run;

import io.convbench.foundation.input.InvalidInputException;
import io.convbench.harness.cell.Cell;
import io.convbench.harness.engine.ComputeDevice;
import io.convbench.harness.engine.Engine;
import io.convbench.harness.process.EngineReport;
import io.convbench.harness.process.WorkerFailedException;
import io.convbench.harness.process.WorkerLauncher;
import io.convbench.results.Column;
import io.convbench.results.Environment;
import io.convbench.results.Row;
import io.convbench.results.RunEnvironments;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/**
 * Keeps figures of different machines and versions apart: a run continues where it was started, or
 * elsewhere when it is told to, and then has one more {@code environment-N.json}.
 */
final class RunMachine {

  private final RunEnvironments environments;
  private final boolean anyway;

  /**
   * @param environments of the run, none for a new one
   * @param anyway whether the run may continue elsewhere
   */
  RunMachine(RunEnvironments environments, boolean anyway) {
    this.environments = environments;
    this.anyway = anyway;
  }

  /**
   * @throws InvalidInputException when the run was measured elsewhere and is not to continue here
   */
  void require(Environment now) {
    requireNone(environments.differences(now));
  }

  /**
   * The name of the file for what is measured now, written when there is none.
   *
   * @throws InvalidInputException when the run was measured elsewhere and is not to continue here
   */
  String environmentFile(Environment now) throws IOException {
    require(now);
    Optional<String> known = environments.nameOf(now);
    return known.isPresent() ? known.get() : environments.add(now);
  }

  /**
   * What rows say themselves of where they were measured, where their file is missing.
   *
   * @param rows of the run so far
   * @throws InvalidInputException when one was measured elsewhere, and the run is not to continue
   *     here
   */
  void requireRows(Environment now, Collection<Row> rows) {
    Set<String> differences = new LinkedHashSet<>();
    for (Row row : environments.withoutFile(rows)) {
      compare("processor", row.text(Column.CPU_MODEL), now.cpuModel(), differences);
      compare("convbench", row.text(Column.COMMIT), now.commit(), differences);
      if (row.integer(Column.CORES).isPresent()) {
        Optional<String> cores = Optional.of(Long.toString(row.integer(Column.CORES).getAsLong()));
        compare("cores", cores, Integer.toString(now.limits().cores()), differences);
      }
    }
    requireNone(List.copyOf(differences));
  }

  private static void compare(
      String what, Optional<String> before, String now, Set<String> differences) {
    if (before.isPresent() && !before.get().equals(now)) {
      differences.add("%s %s, not %s".formatted(what, now, before.get()));
    }
  }

  /**
   * What is missing of the machines and versions that rows so far were measured on, and what
   * follows, in lines of their own; empty when nothing is.
   *
   * @param file of what is measured now
   */
  String remarks(String file) {
    StringBuilder text = new StringBuilder();
    for (String gap : environments.gaps()) {
      text.append(
          "%s: whether these rows come from this machine and these versions cannot be told; rows measured now name %s.%n"
              .formatted(gap, file));
    }
    return text.toString();
  }

  /**
   * @param rows of the run so far
   * @throws InvalidInputException when one was measured on another GPU than there is now, and the
   *     run is not to continue here
   */
  void requireGpus(GpuProvenance gpus, Collection<Row> rows) {
    List<String> differences = new ArrayList<>();
    for (Row row : rows) {
      String name = row.text(Column.DEVICE).orElse("cpu");
      Row now = gpus.row(ComputeDevice.named(name));
      for (Column column : List.of(Column.GPU_MODEL, Column.GPU_DRIVER)) {
        String before = row.text(column).orElse("");
        String here = now.text(column).orElse("none");
        String difference = "%s %s, not %s".formatted(name, here, before);
        if (!before.isEmpty() && !before.equals(here) && !differences.contains(difference)) {
          differences.add(difference);
        }
      }
    }
    requireNone(differences);
  }

  /**
   * The environment with versions and libraries of the engines that have rows and are to be used
   * again. One that does not start is left out: its cells will say so.
   */
  static Environment withEngines(
      Environment environment, Collection<Cell> open, Collection<Row> rows, WorkerLauncher jvm)
      throws IOException, InterruptedException {
    Environment complete = environment;
    Map<String, String> versions = new TreeMap<>();
    for (Engine engine : engines(open)) {
      if (rows.stream().anyMatch(row -> isVersionOf(engine, row))) {
        try {
          EngineReport report = jvm.report(engine);
          versions.put(engine.id(), report.version());
          complete = complete.withNativeLibraries(engine.id(), report.natives());
        } catch (WorkerFailedException doesNotStart) {
          continue;
        }
      }
    }
    return complete.withEngines(versions);
  }

  /** The engines of cells, each once, in their order. */
  static Set<Engine> engines(Collection<Cell> cells) {
    Set<Engine> engines = new LinkedHashSet<>();
    cells.forEach(cell -> cell.execution().ifPresent(how -> engines.add(how.engine())));
    return engines;
  }

  private static boolean isVersionOf(Engine engine, Row row) {
    return row.text(Column.ENGINE_VERSION).isPresent()
        && row.text(Column.ENGINE).equals(Optional.of(engine.id()));
  }

  private void requireNone(List<String> differences) {
    if (!anyway && !differences.isEmpty()) {
      throw new InvalidInputException(
          "this run was measured on another machine or version (here: %s): continue there, start a new run, or pass --anyway to mix both in one run"
              .formatted(String.join("; ", differences)));
    }
  }
}
