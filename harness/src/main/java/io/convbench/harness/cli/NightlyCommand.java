package io.convbench.harness.cli;

import io.convbench.foundation.file.FailureReason;
import io.convbench.foundation.input.InvalidInputException;
import io.convbench.harness.process.Interruption;
import io.convbench.harness.process.VisibleOutput;
import io.convbench.harness.run.Caches;
import io.convbench.harness.run.Resumption;
import io.convbench.harness.run.Run;
import io.convbench.harness.run.RunSettings;
import io.convbench.harness.run.RunStoppedException;
import io.convbench.harness.run.WeightsCheck;
import io.convbench.reports.NightWriter;
import io.convbench.reports.nightly.NightText;
import io.convbench.results.Invocation;
import io.convbench.results.RecordedRun;
import io.convbench.results.RunFolder;
import io.convbench.results.RunId;
import io.convbench.results.comparison.RunFigures;
import io.convbench.results.nightly.Change;
import io.convbench.results.nightly.Night;
import io.convbench.results.nightly.NightAssessment;
import io.convbench.results.nightly.NightAssessor;
import io.convbench.results.nightly.NightHistory;
import io.convbench.results.nightly.SeriesState.Finding;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.ParseResult;
import picocli.CommandLine.Spec;

/** {@code convbench nightly}: measures a suite, compares it with the nights before and keeps it. */
@Command(
    name = "nightly",
    description = {
      "Measures a suite, adds it to a history of nights and says what changed.",
      "Suspicious cells are measured again, by fresh runs of just those, before anything is called"
          + " changed. Ends with exit code 1 when something became worse or broke. A night on which"
          + " the machine was not itself, as the calibrations saw it, says nothing of times."
    },
    mixinStandardHelpOptions = true,
    sortOptions = false)
final class NightlyCommand implements Callable<Integer> {

  /** Options that do not say what is measured. */
  private static final Set<String> OF_ANY_NIGHT = Set.of("--history", "--run", "--out");

  @Mixin private RunOptions options;

  @Option(
      names = "--history",
      paramLabel = "DIR",
      description =
          "Folder of the nights, which can be kept in git or on a share; made where there is none"
              + " (default: none, a night needs one).")
  private Path history;

  @Option(
      names = "--run",
      paramLabel = "RUN",
      description =
          "Takes a finished run for the night instead of measuring; nothing is then measured"
              + " again (default: none).")
  private String finished;

  @Option(
      names = "--confirm-most",
      paramLabel = "N",
      defaultValue = "36",
      description =
          "Measures at most so many suspicious cells again, the surest changes first; the others"
              + " wait for the next night (default: ${DEFAULT-VALUE}).")
  private int mostConfirmed;

  @Option(
      names = "--cell-limit",
      paramLabel = "SECONDS",
      defaultValue = "1200",
      description = "As of 'convbench run' (default: ${DEFAULT-VALUE}).")
  private int cellLimitSeconds;

  @Option(
      names = "--resume",
      description =
          "Goes on with the latest night, which was stopped and is not in the history: pass the"
              + " options that it was begun with (default: begins a night).")
  private boolean resume;

  @Option(
      names = "--out",
      paramLabel = "DIR",
      description =
          "Folder of the page with the trends, summary.md, junit.xml, benchmark-smaller.json,"
              + " benchmark-bigger.json and bencher.json (default:"
              + " reports/html/nightly-<suite>).")
  private Path out;

  @Spec private CommandSpec spec;

  @Override
  public Integer call() throws Exception {
    return Interruption.during(this::night);
  }

  private int night() throws IOException, InterruptedException {
    if (history == null) {
      throw new InvalidInputException(
          "nightly needs the folder that keeps the nights: pass --history DIR");
    }
    if (cellLimitSeconds < 1) {
      throw new InvalidInputException(
          "--cell-limit %s: use 1 or more seconds".formatted(cellLimitSeconds));
    }
    if (mostConfirmed < 0) {
      throw new InvalidInputException("--confirm-most %s: use 0 or more".formatted(mostConfirmed));
    }
    Workspace workspace = Workspace.current();
    PrintStream console = VisibleOutput.on(System.out);
    if (finished != null) {
      requireNothingOfARun();
      RecordedRun recorded = workspace.run(finished);
      String suite = recorded.invocation().map(Invocation::suite).orElse("");
      return told(workspace, console, suite, recorded, Optional.empty());
    }
    Caches caches = Caches.ofUser(System.getenv());
    RunSettings settings = WeightsCheck.require(options.resolve(caches.weights()));
    NightHistory nights = NightHistory.read(history, Optional.of(settings.suite()));
    requireWritable(folder(workspace, settings.suite()));
    Measuring measuring = new Measuring(settings, caches, console);
    String id = newId();
    RunFolder folder =
        resume
            ? stopped(workspace, nights, settings.suite())
            : RunFolder.create(workspace.runs().resolve(id));
    try {
      RecordedRun recorded = measuring.measure(settings, folder, id);
      console.printf("Rows: %s%n", folder.results());
      return told(workspace, console, settings.suite(), recorded, Optional.of(measuring));
    } catch (RunStoppedException stopped) {
      // On the error stream, as output may be a closed pipe.
      System.err.printf(
          "convbench: stopped; %s has what was measured, --history %s is as it was%n",
          folder.path(), history);
      System.err.printf(
          "Continue with: %s%n",
          CommandText.resuming(spec.root().commandLine().getParseResult().originalArgs()));
      throw stopped;
    } catch (IOException e) {
      throw Files.exists(folder.journal())
          ? HaltedException.of(
              e, spec.root().commandLine().getParseResult().originalArgs(), List.of())
          : e;
    }
  }

  /** The latest run, if it is a night of the suite that the history lacks. */
  private RunFolder stopped(Workspace workspace, NightHistory nights, String suite)
      throws IOException {
    RunFolder latest =
        RunFolder.latest(workspace.runs())
            .orElseThrow(
                () ->
                    new InvalidInputException(
                        "%s holds no night to resume: begin one without --resume"
                            .formatted(workspace.runs())));
    boolean night = Files.exists(latest.invocation());
    if (night) {
      try {
        Invocation asked = Invocation.read(latest.invocation());
        night = asked.arguments().contains(spec.name()) && asked.suite().equals(suite);
      } catch (IOException e) {
        throw new IOException("%s: begin a night without --resume".formatted(e.getMessage()), e);
      }
    }
    String name = latest.path().getFileName().toString();
    if (!night || nights.nights().stream().anyMatch(one -> one.id().equals(name))) {
      throw new InvalidInputException(
          "%s, the latest run, is %s: begin a night without --resume"
              .formatted(
                  latest.path(), night ? "in the history already" : "not a night of " + suite));
    }
    return latest;
  }

  private static String newId() {
    return RunId.now(Clock.systemUTC(), new SecureRandom());
  }

  /** Options that would be ignored in silence. */
  private void requireNothingOfARun() {
    ParseResult given = spec.commandLine().getParseResult();
    for (OptionSpec option : given.matchedOptions()) {
      if (!OF_ANY_NIGHT.contains(option.longestName())) {
        throw new InvalidInputException(
            "%s has no effect on --run %s, which is measured already: leave it out"
                .formatted(option.longestName(), finished));
      }
    }
    if (!given.matchedPositionals().isEmpty()) {
      throw new InvalidInputException(
          "a suite has no effect on --run %s, which is measured already: leave it out"
              .formatted(finished));
    }
  }

  /**
   * Judges and keeps the night, and says what it says; by the history as it is now, as another
   * night may have ended while this one was measured.
   *
   * @param measuring measures suspicious cells again; empty where nothing can
   */
  private int told(
      Workspace workspace,
      PrintStream console,
      String suite,
      RecordedRun recorded,
      Optional<Measuring> measuring)
      throws IOException, InterruptedException {
    NightHistory nights = NightHistory.read(history, Optional.of(suite));
    Night night = Night.of(suite, RunFigures.of(recorded, Workspace::warn));
    if (nights.nights().stream().anyMatch(old -> old.id().equals(night.id()))) {
      throw new InvalidInputException(
          "%s is in --history %s already: a run is one night".formatted(night.id(), history));
    }
    long later =
        nights.nights().stream()
            .filter(old -> old.run().time().isAfter(night.run().time()))
            .count();
    if (later > 0 && measuring.isEmpty()) {
      throw new InvalidInputException(
          "%s is older than the last night in --history %s: add nights in their order"
              .formatted(night.id(), history));
    }
    if (later > 0) {
      console.printf(
          "Nights in --history %s that began after this one, which is judged by them too: %s%n",
          history, later);
    }
    requireWritable(folder(workspace, suite));
    NightAssessment judged;
    if (measuring.isPresent()) {
      judged =
          NightAssessor.assess(
              nights.nights(),
              night,
              mostConfirmed,
              (cells, round) -> measuring.get().again(cells, recorded.folder(), round));
    } else {
      List<Night> all = new ArrayList<>(nights.nights());
      all.add(night);
      judged = NightAssessor.assess(all);
    }
    NightHistory now =
        nights.add(judged.night().with(judged.night().confirmations(), judged.changes()));
    console.print(NightText.of(judged, now));
    Path page = NightWriter.write(judged, now, folder(workspace, suite));
    console.printf("Night: %s%n", now.folder());
    console.printf("Page: %s%n", page);
    return judged.regressions().isEmpty() && judged.of(Finding.BROKEN).isEmpty()
        ? 0
        : Failures.FAILED;
  }

  /** A night takes hours and is kept before its page: what cannot be written is said before. */
  private void requireWritable(Path page) {
    requireWritable("--history", history.resolve("nights"));
    requireWritable("--out", page);
  }

  private static void requireWritable(String option, Path folder) {
    try {
      Files.createDirectories(folder);
      if (!Files.isWritable(folder)) {
        throw new AccessDeniedException(folder.toString());
      }
    } catch (IOException e) {
      throw new InvalidInputException(
          "cannot write into %s (%s): pass another %s"
              .formatted(folder, FailureReason.of(e), option));
    }
  }

  private Path folder(Workspace workspace, String suite) {
    return out == null
        ? workspace.reports("nightly-" + suite.replaceAll("[^A-Za-z0-9]+", "-"))
        : out.toAbsolutePath();
  }

  /** Measures the suite, and single cells of it again. */
  private final class Measuring {

    private final RunSettings settings;
    private final Caches caches;
    private final PrintStream console;

    Measuring(RunSettings settings, Caches caches, PrintStream console) {
      this.settings = settings;
      this.caches = caches;
      this.console = console;
    }

    /** Begins a run, or goes on with the one that the folder has. */
    RecordedRun measure(RunSettings what, RunFolder folder, String id)
        throws IOException, InterruptedException {
      Invocation invocation =
          new Invocation(what.suite(), spec.root().commandLine().getParseResult().originalArgs());
      Optional<Resumption> begun =
          Files.exists(folder.journal())
              ? Optional.of(new Resumption(false, false, false))
              : Optional.empty();
      new Run(
              what,
              invocation,
              folder,
              caches,
              Duration.ofSeconds(cellLimitSeconds),
              Optional.empty(),
              Clock.systemUTC())
          .execute(id, begun, console, Terminal.columns());
      return RecordedRun.read(folder);
    }

    List<RunFigures> again(List<String> cells, RunFolder night, int round)
        throws IOException, InterruptedException {
      List<RunFigures> fresh = new ArrayList<>();
      for (String cell : cells) {
        console.printf("Measuring again, round %s: %s%n", round, cell);
        Path path = night.path().resolve("again").resolve(cell + "-" + round);
        RunFolder begun = new RunFolder(path);
        RunFolder folder = Files.exists(begun.journal()) ? begun : RunFolder.create(path);
        fresh.add(RunFigures.of(measure(settings.only(cell), folder, newId()), Workspace::warn));
      }
      return fresh;
    }
  }

  /** {@code convbench nightly accept}. */
  @Command(
      name = "accept",
      description = "Accepts the open change of a series: it is then no longer listed as open.",
      mixinStandardHelpOptions = true)
  int accept(
      @Parameters(paramLabel = "KEY", description = "The series, as 'convbench nightly' names it.")
          String key,
      @Option(
              names = "--history",
              required = true,
              paramLabel = "DIR",
              description = "Folder of the nights.")
          Path folder)
      throws IOException {
    for (Change change :
        NightHistory.read(folder, Optional.empty()).accept(key, Clock.systemUTC().instant())) {
      spec.commandLine()
          .getOut()
          .printf("Accepted: %s since %s, %s%n", key, change.since(), change.reason());
    }
    spec.commandLine().getOut().flush();
    return 0;
  }
}
