package io.convbench.harness.run;

import io.convbench.harness.cell.Cell;
import io.convbench.harness.engine.Engine;
import io.convbench.harness.engine.Hardware;
import io.convbench.harness.gpu.NvidiaSmi;
import io.convbench.harness.machine.MachineProbe;
import io.convbench.harness.process.Installation;
import io.convbench.harness.process.WorkerLauncher;
import io.convbench.results.ClassList;
import io.convbench.results.Column;
import io.convbench.results.Environment;
import io.convbench.results.Invocation;
import io.convbench.results.Journal;
import io.convbench.results.Limits;
import io.convbench.results.ResultsCsv;
import io.convbench.results.Row;
import io.convbench.results.RunEnvironments;
import io.convbench.results.RunFolder;
import io.convbench.results.SearchedRates;
import io.convbench.results.Status;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;

/** One run from plan to {@code results.csv}. */
public final class Run {

  private final RunSettings settings;
  private final Invocation invocation;
  private final RunFolder folder;
  private final Caches caches;
  private final Duration cellLimit;
  private final Optional<Budget> budget;
  private final Clock clock;

  /**
   * @param invocation how it was asked for, which a run that is continued keeps
   * @param folder new, or that of the run to continue
   * @param caches what all runs share
   * @param cellLimit time without progress after which a cell is stopped
   * @param budget how long it may measure; empty for as long as it takes
   */
  public Run(
      RunSettings settings,
      Invocation invocation,
      RunFolder folder,
      Caches caches,
      Duration cellLimit,
      Optional<Budget> budget,
      Clock clock) {
    this.settings = settings;
    this.invocation = invocation;
    this.folder = folder;
    this.caches = caches;
    this.cellLimit = cellLimit;
    this.budget = budget;
    this.clock = clock;
  }

  /**
   * Measures every cell of the plan that has no row yet or is to be tried again and fits into the
   * budget, and writes the run's files.
   *
   * @param runId id of a new run; ignored when the folder already has a journal
   * @param resumption how to continue the journal that the folder has; empty for a new run
   * @param columns of the terminal, which gets a progress bar; empty where {@code out} is none
   * @return all rows, in the plan's order; behind them those of halved batches
   * @throws IOException when the run's folder cannot be written; the journal keeps what was
   *     measured
   * @throws IllegalArgumentException when the run was measured on another machine or version, and
   *     is not to be mixed
   * @throws RunStoppedException when this thread is interrupted; {@code results.csv} has what was
   *     measured
   */
  public List<Row> execute(
      String runId, Optional<Resumption> resumption, PrintStream out, OptionalInt columns)
      throws IOException, InterruptedException {
    Plan plan = Plan.of(settings);
    makeCaches(plan);
    GpuProvenance gpus = GpuProvenance.of(NvidiaSmi.onPath());
    Environment environment = EnvironmentProbe.probe(clock, MachineProbe.probe(), gpus.gpus());
    RunEnvironments environments = RunEnvironments.read(folder);
    RunMachine machine =
        new RunMachine(environments, resumption.map(Resumption::anyway).orElse(false));
    machine.require(environment);
    WorkerLauncher jvm = new WorkerLauncher(Installation.current(), caches.engines(), cellLimit);
    if (plan.cells().stream().anyMatch(cell -> cell.execution().isPresent())) {
      for (Engine engine : settings.engines()) {
        jvm.requireWorking(engine);
      }
    }
    try (Journal journal = journal(runId, resumption)) {
      // A damaged one says less than that of the command which continues the run.
      if (!Invocation.isReadable(folder.invocation())) {
        invocation.write(folder.invocation());
      }
      List<Row> before = journal.allRows();
      environments.named(before);
      environments.addEngines(before);
      machine.requireRows(environment, before);
      machine.requireGpus(gpus, before);
      boolean retryFailed = resumption.map(Resumption::retryFailed).orElse(false);
      String file =
          machine.environmentFile(RunMachine.withEngines(environment, plan.cells(), before, jvm));
      RetryPolicy retries = new RetryPolicy(environments, file, cellLimit, retryFailed);
      Rounds rounds = new Rounds(settings.latency(), settings.repeats().share(), file);
      Map<String, String> lost = KeptFiles.setAsideLost(journal);
      List<Cell> open = retries.open(plan, journal, rounds);
      warnIfBusy(environment, out);
      warnIfLimited(environment, out);
      out.print(restored(journal));
      out.print(machine.remarks(file));
      out.print(retries.remarks(plan, journal.rows()));
      out.print(lost(lost, open));
      Provenance provenance =
          new Provenance(
              journal.runId(), environments, file, gpus, settings.images(), settings.weights());
      Hardware hardware = new Hardware(environment.cpuFlags(), gpus.gpus());
      try {
        for (Engine engine : RunMachine.engines(open)) {
          jvm.archiveClasses(engine);
        }
      } catch (InterruptedException e) {
        throw stopped(plan, journal, rounds, environments, provenance);
      }
      Estimate estimate = estimate(open, plan, journal);
      FittingCells fitting = new FittingCells(budget, within(resumption), open, estimate, clock);
      out.print(fitting.remarks());
      try (Progress progress = progress(estimate, out, columns);
          ModelFileStore models = modelFiles(jvm)) {
        new Runner(
                settings,
                folder,
                jvm,
                provenance,
                new Feasibility(settings.weights(), jvm, hardware),
                models,
                new PreparedStore(jvm, caches.prepared(), folder.logs()),
                retries,
                rounds,
                fitting,
                progress,
                clock,
                journal)
            .run(plan);
      } catch (InterruptedException | IOException e) {
        if (e instanceof IOException io && !Thread.interrupted()) {
          throw halted(io, plan, journal, rounds, environments, provenance);
        }
        throw stopped(plan, journal, rounds, environments, provenance);
      }
      List<Row> rows =
          budget.isEmpty()
              ? rows(plan, rounds.rows(journal, folder))
              : rowsWith(fitting.reason(), plan, rounds.rows(journal, folder), provenance);
      write(rows, journal, rounds, environments);
      out.print(fitting.leftOut());
      out.print(fitting.notTimedAgain());
      out.print(mixture(environments));
      return rows;
    }
  }

  private Journal journal(String runId, Optional<Resumption> resumption) throws IOException {
    String plan = settings.fingerprint();
    if (resumption.isEmpty()) {
      return Journal.create(folder.journal(), runId, plan);
    }
    return resumption.get().asAsked()
        ? Journal.resumeAsAsked(folder.journal(), plan)
        : Journal.resume(folder.journal(), plan);
  }

  /** Who continues a run wants all of it. */
  private Optional<Budget> within(Optional<Resumption> resumption) {
    return resumption.isPresent() ? Optional.empty() : settings.repeats().within();
  }

  /** What stands from now on for a first line that is lost, in a line; empty when nothing does. */
  private String restored(Journal journal) {
    return journal.lostFirstLine().isEmpty()
        ? ""
        : "%s, line 1 is damaged (%s): its rows name the run, %s, which measures what invocation.json or this command asks for; a line at the end says so from now on.%n"
            .formatted(folder.journal(), journal.lostFirstLine(), journal.runId());
  }

  /** What is measured again though it had a value, in a line; empty when nothing is. */
  private static String lost(Map<String, String> byCell, List<Cell> open) {
    Set<String> again = new LinkedHashSet<>();
    for (Cell cell : open) {
      if (byCell.containsKey(cell.id())) {
        again.add(byCell.get(cell.id()));
      }
    }
    return again.isEmpty()
        ? ""
        : "Measured again, as files are missing or damaged: %s cell%s (%s%s).%n"
            .formatted(
                again.size(),
                again.size() == 1 ? "" : "s",
                again.iterator().next(),
                again.size() == 1 ? "" : "; ...");
  }

  private ModelFileStore modelFiles(WorkerLauncher jvm) throws IOException {
    Files.createDirectories(folder.logs());
    return new ModelFileStore(
        jvm,
        settings.folding(),
        settings.weights(),
        folder.path().resolve("models"),
        folder.logs());
  }

  private void makeCaches(Plan plan) throws IOException {
    if (plan.cells().stream().anyMatch(cell -> cell.execution().isPresent())) {
      Caches.made(caches.engines());
    }
    if (settings.images().isPresent()) {
      Caches.made(caches.prepared());
    }
  }

  /** Of the open cells, by what those took that have ended in an earlier part of the run. */
  private Estimate estimate(List<Cell> open, Plan plan, Journal journal) throws IOException {
    int images = settings.images().isPresent() ? settings.images().get().load().images().size() : 0;
    ExpectedSeconds expected = new ExpectedSeconds(settings.latency(), images);
    Estimate estimate = new Estimate(open, expected, clock);
    for (Cell cell : plan.cells()) {
      Row row = journal.rows().getOrDefault(cell.id(), Row.empty());
      if (row.ok() && row.number(Column.DURATION_S).isPresent()) {
        estimate.experienced(cell, row.number(Column.DURATION_S).getAsDouble());
      }
    }
    return estimate;
  }

  private Progress progress(Estimate estimate, PrintStream out, OptionalInt columns) {
    return columns.isEmpty()
        ? new LineProgress(estimate, out, clock)
        : new BarProgress(estimate, columns.getAsInt());
  }

  /** The rows so far, if these can be written at least: what takes most space is deleted by now. */
  private IOException halted(
      IOException failure,
      Plan plan,
      Journal journal,
      Rounds rounds,
      RunEnvironments environments,
      Provenance provenance) {
    try {
      stopped(plan, journal, rounds, environments, provenance);
    } catch (IOException neither) {
      failure.addSuppressed(neither);
    }
    return failure;
  }

  /** The rows so far, and what has none says so. */
  private RunStoppedException stopped(
      Plan plan,
      Journal journal,
      Rounds rounds,
      RunEnvironments environments,
      Provenance provenance)
      throws IOException {
    String reason = "the run was stopped before: continue it with --resume";
    List<Row> rows = rowsWith(reason, plan, rounds.rows(journal, folder), provenance);
    write(rows, journal, rounds, environments);
    return new RunStoppedException(
        (int) plan.cells().stream().filter(cell -> journal.rows().containsKey(cell.id())).count(),
        plan.cells().size());
  }

  /** The plan's rows; cells that have none are skipped for a reason. */
  private static List<Row> rowsWith(
      String reason, Plan plan, Map<String, Row> measured, Provenance provenance) {
    Map<String, Row> rows = new LinkedHashMap<>(measured);
    for (Cell cell : plan.cells()) {
      rows.putIfAbsent(
          cell.id(), cell.row().with(provenance.row(cell)).with(Status.SKIPPED, reason));
    }
    return rows(plan, rows);
  }

  private void write(List<Row> rows, Journal journal, Rounds rounds, RunEnvironments environments)
      throws IOException {
    List<Row> attempts = rounds.attempts(journal);
    if (!attempts.isEmpty()) {
      ResultsCsv.write(folder.attempts(), attempts);
    }
    for (Map.Entry<String, Long> used : rounds.repeated(journal).used().entrySet()) {
      Path rates = folder.rates(used.getKey(), used.getValue());
      if (Files.exists(rates)) {
        SearchedRates.read(rates).write(folder.rates(used.getKey()));
      }
    }
    if (settings.transfer().isPresent() && rows.stream().anyMatch(Run::isOfOwnClasses)) {
      writeUnlessThere(new ClassList(settings.transfer().get().classes()));
    }
    ResultsCsv.write(folder.results(), rows);
    environments.addEngines(rows);
  }

  /** A cell has written them; its file may be lost since. */
  private void writeUnlessThere(ClassList classes) throws IOException {
    try {
      if (ClassList.read(folder.classes()).equals(classes)) {
        return;
      }
    } catch (IOException lost) {
      // Missing or damaged.
    }
    classes.write(folder.classes());
  }

  private static boolean isOfOwnClasses(Row row) {
    return row.ok() && row.text(Column.LAYER).isPresent() && row.number(Column.TOP1).isPresent();
  }

  /** Says that figures of a run are not all of one machine; empty when they are. */
  private static String mixture(RunEnvironments environments) {
    List<String> names = List.copyOf(environments.byName().keySet());
    if (names.size() < 2) {
      return "";
    }
    Environment first = environments.byName().get(names.get(0));
    StringBuilder text = new StringBuilder();
    for (String name : names.subList(1, names.size())) {
      text.append(
          "Mixed run: rows of %s come from another machine or version (%s) than those of %s.%n"
              .formatted(
                  name,
                  String.join("; ", environments.byName().get(name).differences(first)),
                  names.get(0)));
    }
    return text.toString();
  }

  /**
   * The plan's rows, and behind them, in the same order, those of batches that ran in place of
   * larger ones.
   */
  private static List<Row> rows(Plan plan, Map<String, Row> byCell) {
    Map<String, Row> rows = new LinkedHashMap<>();
    Map<Row, Integer> places = new HashMap<>();
    for (Cell cell : plan.cells()) {
      rows.put(cell.id(), byCell.get(cell.id()));
      places.putIfAbsent(cell.row().without(Column.BATCH), places.size());
    }
    byCell.entrySet().stream()
        .filter(one -> !rows.containsKey(one.getKey()))
        .sorted(Comparator.comparing(one -> place(one.getValue(), places)))
        .toList()
        .forEach(one -> rows.put(one.getKey(), one.getValue()));
    return List.copyOf(rows.values());
  }

  /** Of the cell from which a row differs in its batch. */
  private static int place(Row row, Map<Row, Integer> places) {
    return places.entrySet().stream()
        .filter(one -> row.values().entrySet().containsAll(one.getKey().values().entrySet()))
        .mapToInt(Map.Entry::getValue)
        .min()
        .orElse(places.size());
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
}
