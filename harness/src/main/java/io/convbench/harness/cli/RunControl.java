package io.convbench.harness.cli;

import io.convbench.datasets.labels.ClassIndex;
import io.convbench.foundation.input.InvalidInputException;
import io.convbench.harness.measurement.Measurements;
import io.convbench.harness.process.VisibleOutput;
import io.convbench.harness.run.Budget;
import io.convbench.harness.run.Caches;
import io.convbench.harness.run.Resumption;
import io.convbench.harness.run.Run;
import io.convbench.harness.run.RunSettings;
import io.convbench.harness.run.RunStoppedException;
import io.convbench.harness.run.WeightsCheck;
import io.convbench.reports.Report;
import io.convbench.reports.ReportWriter;
import io.convbench.results.Column;
import io.convbench.results.Invocation;
import io.convbench.results.RecordedRun;
import io.convbench.results.Row;
import io.convbench.results.RunFolder;
import io.convbench.results.RunId;
import io.convbench.results.Status;
import io.convbench.results.history.History;
import io.convbench.results.trust.Timing;
import io.convbench.results.trust.Verdict;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.Stream;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ParseResult;
import picocli.CommandLine.Spec;

/**
 * How a run is measured, whatever it measures: where to, for how long, and as the continuation of
 * which one.
 */
final class RunControl {

  /** Options that say nothing of what is measured. */
  private static final Set<String> OF_A_RUN =
      Set.of(
          "--cell-limit",
          "--strict",
          "--budget",
          "--out",
          "--resume",
          "--retry-failed",
          "--anyway");

  @Option(
      names = "--cell-limit",
      paramLabel = "SECONDS",
      defaultValue = "1200",
      description =
          "Stops a cell that makes no progress for this long (default: ${DEFAULT-VALUE})."
              + " Progress"
              + " is a batch of images scored, a part of the passes timed, an image decoded, a"
              + " tensor of a model file written.")
  private int cellLimitSeconds;

  @Option(
      names = "--strict",
      description = "Ends with exit code 1 when the verdict on any row with a time is not valid.")
  private boolean strict;

  @Option(
      names = "--budget",
      paramLabel = "TIME",
      description =
          "Measures what fits into this time, e.g. 30m or 1h30m, and names what does not: first"
              + " every measurement at the first batch, in the order cost, conformance, latency,"
              + " memory, accuracy and engine by engine, then further batches. A cell that has begun"
              + " ends. --resume measures what was left out (default: no limit).")
  private String budget;

  @Option(
      names = "--out",
      paramLabel = "DIR",
      description = "Folder of the run (default: results/runs/<run-id>).")
  private Path out;

  @Option(
      names = "--resume",
      description =
          "Continues the run in --out, or the latest one, as it was asked for. Tries again what"
              + " may succeed now: cells that were"
              + " killed, that lacked memory, disk space, permission or a file, or that were"
              + " stopped under"
              + " a lower --cell-limit.")
  private boolean resume;

  @Option(
      names = "--retry-failed",
      description = "With --resume: tries again everything that has no value.")
  private boolean retryFailed;

  @Option(
      names = "--anyway",
      description =
          "With --resume: continues the run on another machine or with another version; it then"
              + " has figures"
              + " of both.")
  private boolean anyway;

  @Spec(Spec.Target.MIXEE)
  private CommandSpec spec;

  /** Settings that are put together when it is known what is asked for. */
  interface Settings {
    RunSettings of(Workspace workspace, Caches caches) throws IOException;
  }

  /**
   * Measures, and writes the report.
   *
   * @return the exit code
   */
  int measure(Settings asked) throws IOException, InterruptedException {
    if (cellLimitSeconds < 1) {
      throw new InvalidInputException(
          "--cell-limit %s: use 1 or more seconds".formatted(cellLimitSeconds));
    }
    Optional<Budget> time = Optional.ofNullable(budget).map(Budget::parse);
    requireResume("--retry-failed", retryFailed);
    requireResume("--anyway", anyway);
    Clock clock = Clock.systemUTC();
    Caches caches = Caches.ofUser(System.getenv());
    Workspace workspace = Workspace.current();
    RunSettings settings = WeightsCheck.require(asked.of(workspace, caches));
    String runId = RunId.now(clock, new SecureRandom());
    RunFolder folder = folder(workspace, runId);
    Invocation invocation = new Invocation(settings.suite(), originalArguments());
    Run run =
        new Run(
            settings,
            invocation,
            folder,
            caches,
            Duration.ofSeconds(cellLimitSeconds),
            time,
            clock);
    PrintStream console = VisibleOutput.on(System.out);
    Optional<Resumption> resumption =
        resume
            ? Optional.of(
                new Resumption(
                    retryFailed,
                    anyway,
                    !saysWhat() || !Invocation.isReadable(folder.invocation())))
            : Optional.empty();
    try {
      return measure(run, runId, resumption, console, workspace, folder);
    } catch (RunStoppedException stopped) {
      tell(stopped, folder);
      throw stopped;
    } catch (IOException e) {
      throw Files.exists(folder.journal())
          ? HaltedException.of(e, originalArguments(), resultsSoFar(folder))
          : e;
    }
  }

  private int measure(
      Run run,
      String runId,
      Optional<Resumption> resumption,
      PrintStream console,
      Workspace workspace,
      RunFolder folder)
      throws IOException, InterruptedException {
    List<Row> rows = run.execute(runId, resumption, console, Terminal.columns());
    RecordedRun recorded = RecordedRun.read(folder);
    History history = History.of(List.of(recorded), Measurements.sharedByBatches());
    console.print(SummaryTable.of(history));
    console.print(ScenarioTable.of(history));
    recorded.gaps().forEach(console::println);
    console.printf("Rows: %s%n", folder.results());
    trained(folder).ifPresent(networks -> console.printf("Trained: %s%n", networks));
    console.printf("Report: %s%n", report(workspace, recorded, history, console::println));
    if (rows.stream().anyMatch(HaltedException::kept)) {
      console.printf(
          "Cells failed as files could not be written or read. %s%n",
          HaltedException.thenContinue(
              "Free disk space or give permission there", originalArguments()));
    }
    int code = exitCode(rows);
    return code == 0 && strict && rows.stream().anyMatch(RunControl::isDoubtful)
        ? Failures.FAILED
        : code;
  }

  /** Networks that are there to be used, of a run that trained some. */
  private static Optional<String> trained(RunFolder folder) throws IOException {
    if (!Files.isDirectory(folder.trained())) {
      return Optional.empty();
    }
    try (Stream<Path> files = Files.list(folder.trained())) {
      List<Path> networks =
          files.filter(file -> file.toString().endsWith(".safetensors")).sorted().toList();
      return networks.isEmpty()
          ? Optional.empty()
          : Optional.of(
              "%s, for --weights of predict and export"
                  .formatted(
                      networks.size() == 1
                          ? networks.get(0)
                          : "%s networks in %s".formatted(networks.size(), folder.trained())));
    }
  }

  /** True for a row with a time that cannot be trusted, whatever it is of. */
  static boolean isDoubtful(Row row) {
    return row.ok() && Timing.of(row).isPresent() && Verdict.of(row) != Verdict.VALID;
  }

  /**
   * What is to be measured: a run that goes on without a word of that has what it was asked for.
   *
   * @param command that measures
   * @param given of this command line
   */
  <T> T asked(Workspace workspace, Class<T> command, T given) throws IOException {
    if (!resume || saysWhat()) {
      return given;
    }
    Path file = folder(workspace, "").invocation();
    if (!Files.exists(file)) {
      return given;
    }
    List<String> arguments;
    try {
      arguments = Invocation.read(file).arguments();
    } catch (IOException e) {
      throw new IOException(
          "%s: pass the options with which the run was started".formatted(e.getMessage()), e);
    }
    try {
      ParseResult before = Convbench.commandLine().parseArgs(arguments.toArray(String[]::new));
      if (before.hasSubcommand()
          && command.isInstance(before.subcommand().commandSpec().userObject())) {
        return command.cast(before.subcommand().commandSpec().userObject());
      }
      throw unknown(file, null);
    } catch (ParameterException e) {
      throw unknown(file, e);
    }
  }

  /** True for a command line with a word of what is measured. */
  private boolean saysWhat() {
    ParseResult parsed = spec.commandLine().getParseResult();
    return !parsed.matchedPositionals().isEmpty()
        || parsed.matchedOptions().stream()
            .anyMatch(option -> !OF_A_RUN.contains(option.longestName()));
  }

  private static IOException unknown(Path invocation, Exception cause) {
    return new IOException(
        "%s asks for what this version does not know: pass the options of the run"
            .formatted(invocation),
        cause);
  }

  private void requireResume(String option, boolean given) {
    if (given && !resume) {
      throw new InvalidInputException(option + " is for continuing a run: pass --resume, too");
    }
  }

  /** Where the run stands and how to go on; on the error stream, as output may be a closed pipe. */
  private void tell(RunStoppedException stopped, RunFolder folder) {
    System.err.printf(
        "convbench: stopped; %s of %s cells have their row in %s%n",
        stopped.ended(), stopped.total(), folder.path());
    System.err.printf("Continue with: %s%n", CommandText.resuming(originalArguments()));
    if (stopped.ended() > 0) {
      resultsSoFar(folder).forEach(System.err::println);
    }
  }

  /** A line, unless nothing could be written yet of which there could be a report. */
  private static List<String> resultsSoFar(RunFolder folder) {
    return Files.exists(folder.results())
        ? List.of(
            "See the results so far: "
                + CommandText.of(List.of("report", folder.path().toString())))
        : List.of();
  }

  private List<String> originalArguments() {
    return spec.root().commandLine().getParseResult().originalArgs();
  }

  private Path report(Workspace workspace, RecordedRun run, History history, Consumer<String> gap)
      throws IOException {
    Path target = out == null ? workspace.reports(run.id()) : run.folder().path().resolve("report");
    return ReportWriter.write(new Report(history, ClassIndex.imagenet().names()), target, gap);
  }

  private RunFolder folder(Workspace workspace, String runId) throws IOException {
    if (!resume) {
      return RunFolder.create(out == null ? workspace.runs().resolve(runId) : out.toAbsolutePath());
    }
    if (out != null) {
      return RunFolder.existing(out.toAbsolutePath());
    }
    Optional<RunFolder> latest = RunFolder.latest(workspace.runs());
    return latest.orElseThrow(
        () -> new IOException(workspace.runs() + " holds no run to resume: start one"));
  }

  /** 1 when a measurement failed, 3 when this machine could do none of what was asked. */
  static int exitCode(List<Row> rows) {
    if (rows.stream().anyMatch(row -> has(row, Status.FAILED))) {
      return Failures.FAILED;
    }
    return couldNone(rows) || couldNone(rows.stream().filter(RunControl::onGpu).toList(), rows)
        ? Failures.UNAVAILABLE
        : 0;
  }

  private static boolean couldNone(List<Row> rows) {
    return rows.stream().noneMatch(Row::ok)
        && rows.stream().anyMatch(row -> has(row, Status.UNAVAILABLE));
  }

  /**
   * True when GPUs alone were asked for and none could; cost, which needs no engine, is not an
   * excuse.
   */
  private static boolean couldNone(List<Row> onGpu, List<Row> all) {
    return couldNone(onGpu)
        && all.stream().allMatch(row -> onGpu(row) || row.text(Column.DEVICE).isEmpty());
  }

  private static boolean onGpu(Row row) {
    return row.text(Column.DEVICE).orElse("").startsWith("gpu");
  }

  private static boolean has(Row row, Status status) {
    return row.text(Column.STATUS).orElse("").equals(status.word());
  }
}
