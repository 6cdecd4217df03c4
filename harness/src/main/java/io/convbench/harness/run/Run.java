package io.convbench.harness.run;

import io.convbench.harness.cell.Cell;
import io.convbench.harness.engine.Hardware;
import io.convbench.harness.gpu.NvidiaSmi;
import io.convbench.harness.process.ChildJvm;
import io.convbench.harness.process.Installation;
import io.convbench.results.Column;
import io.convbench.results.Environment;
import io.convbench.results.Invocation;
import io.convbench.results.Journal;
import io.convbench.results.Limits;
import io.convbench.results.ResultsCsv;
import io.convbench.results.Row;
import io.convbench.results.RunFolder;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.time.Clock;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/** One run from plan to {@code results.csv}. */
public final class Run {

  private final RunSettings settings;
  private final Invocation invocation;
  private final RunFolder folder;
  private final Caches caches;
  private final Duration cellLimit;
  private final Clock clock;

  /**
   * @param invocation how it was asked for, which a run that is gone on with keeps
   * @param folder new, or that of the run to go on with
   * @param caches what all runs share
   * @param cellLimit after which a cell is stopped
   */
  public Run(
      RunSettings settings,
      Invocation invocation,
      RunFolder folder,
      Caches caches,
      Duration cellLimit,
      Clock clock) {
    this.settings = settings;
    this.invocation = invocation;
    this.folder = folder;
    this.caches = caches;
    this.cellLimit = cellLimit;
    this.clock = clock;
  }

  /**
   * Measures every cell of the plan that has no row yet, and writes the run's files.
   *
   * @param runId id of a new run; passed over when the folder already has a journal
   * @param resume whether the folder already has a journal
   * @param terminal whether {@code out} is a terminal, which gets a progress bar
   * @return all rows, in the plan's order; behind them those of halved batches
   * @throws IOException when the run's folder cannot be written; the journal keeps what was
   *     measured
   */
  public List<Row> execute(String runId, boolean resume, PrintStream out, boolean terminal)
      throws IOException, InterruptedException {
    Plan plan = Plan.of(settings);
    makeCaches(plan);
    try (Journal journal =
        resume
            ? Journal.resume(folder.journal(), settings.fingerprint())
            : Journal.create(folder.journal(), runId, settings.fingerprint())) {
      if (!Files.exists(folder.invocation())) {
        invocation.write(folder.invocation());
      }
      Environment environment = EnvironmentProbe.probe(clock);
      environment.write(folder.environment());
      warnIfBusy(environment, out);
      warnIfLimited(environment, out);
      ChildJvm jvm = new ChildJvm(Installation.current(), caches.engines(), cellLimit);
      Provenance provenance =
          new Provenance(
              journal.runId(),
              environment,
              GpuProvenance.of(NvidiaSmi.onPath()),
              settings.images());
      Hardware hardware = new Hardware(environment.cpuFlags(), NvidiaSmi.onPath().seenGpus());
      int open =
          (int)
              plan.cells().stream().filter(cell -> !journal.rows().containsKey(cell.id())).count();
      try (Progress progress = terminal ? new BarProgress(open) : new LineProgress(out, open)) {
        PreparedStore images = new PreparedStore(jvm, caches.prepared(), folder.logs());
        new Runner(settings, folder, jvm, provenance, hardware, images, progress, clock)
            .run(plan, journal);
      }
      List<Row> rows = rows(plan, journal);
      ResultsCsv.write(folder.results(), rows);
      environment.withEngines(engines(rows)).write(folder.environment());
      return rows;
    }
  }

  private void makeCaches(Plan plan) throws IOException {
    if (plan.cells().stream().anyMatch(Cell::usesEngine)) {
      Caches.made(caches.engines());
    }
    if (settings.images().isPresent()) {
      Caches.made(caches.prepared());
    }
  }

  /** The plan's rows, and behind them those of batches that ran in place of larger ones. */
  private static List<Row> rows(Plan plan, Journal journal) {
    Map<String, Row> rows = new LinkedHashMap<>();
    plan.cells().forEach(cell -> rows.put(cell.id(), journal.rows().get(cell.id())));
    journal.rows().forEach(rows::putIfAbsent);
    return List.copyOf(rows.values());
  }

  /** Others' load on the cores is the commonest cause of timings that nobody can repeat. */
  private static void warnIfBusy(Environment environment, PrintStream out) {
    if (environment.busy()) {
      out.printf(
          Locale.ROOT,
          "The machine is busy (load %.1f on %d cores): expect latencies that are too high.%n",
          environment.loadAverage(),
          environment.logicalCores());
    }
  }

  /** Figures of a limited machine are not those of the machine whose name they bear. */
  private static void warnIfLimited(Environment environment, PrintStream out) {
    Limits limits = environment.limits();
    if (limits.affinityCores() < environment.logicalCores()) {
      out.printf(
          "This run may use %s of the machine's %s cores.%n",
          limits.affinityCores(), environment.logicalCores());
    }
    if (limits.hasQuota()) {
      out.printf(
          Locale.ROOT,
          "A CPU quota allows the time of %.2f cores: expect latencies that are its pauses"
              + " (throttled_s), not the engine's.%n",
          limits.quotaCores());
    }
    if (environment.usableMemoryBytes() < environment.memoryBytes()) {
      out.printf(
          "This run may use %s of the machine's %s MiB of memory.%n",
          environment.usableMemoryBytes() >> 20, environment.memoryBytes() >> 20);
    }
  }

  private static Map<String, String> engines(List<Row> rows) {
    Map<String, String> engines = new TreeMap<>();
    for (Row row : rows) {
      row.text(Column.ENGINE_VERSION)
          .ifPresent(version -> engines.put(row.text(Column.ENGINE).orElseThrow(), version));
    }
    return engines;
  }
}
