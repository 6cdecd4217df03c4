package io.convbench.harness.cli;

import io.convbench.foundation.input.InvalidInputException;
import io.convbench.reports.ComparisonWriter;
import io.convbench.reports.comparison.ComparisonJson;
import io.convbench.reports.comparison.ComparisonMarkdown;
import io.convbench.reports.comparison.ComparisonText;
import io.convbench.results.RunFolder;
import io.convbench.results.comparison.Across;
import io.convbench.results.comparison.ChangeVerdict;
import io.convbench.results.comparison.Comparer;
import io.convbench.results.comparison.Comparison;
import io.convbench.results.comparison.ComparisonRules;
import io.convbench.results.comparison.RunFigures;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code convbench compare}: what changed from one run to another. */
@Command(
    name = "compare",
    description = {
      "Says what changed from one run to another: changed, unchanged or cannot tell.",
      "A latency changed when its processes say so (rank test, and t-test with the variance"
          + " between processes of all cells) and it changed by more than the floor and than"
          + " --repeats vary, with the machine's drift taken out as the calibrations saw it."
          + " Accuracies: McNemar's test. Conformance: its limit. Cost: exactly."
    },
    mixinStandardHelpOptions = true,
    sortOptions = false)
final class CompareCommand implements Callable<Integer> {

  /** What ends with exit code 1. */
  enum FailOn {
    REGRESSION,
    DOUBT,
    NEVER;

    /** As on the command line. */
    @Override
    public String toString() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  private static final double PERCENT = 100;

  @Parameters(index = "0", paramLabel = "BASELINE", description = "A run's id or folder.")
  private String baseline;

  @Parameters(index = "1", paramLabel = "RUN", description = "Another one's.")
  private String run;

  @Option(
      names = "--repeats",
      split = ",",
      paramLabel = "RUN",
      description =
          "Runs of one version on this machine (A/A), two or more, of which the thresholds are"
              + " learnt (default: none, the floors alone).")
  private List<String> repeats = List.of();

  @Option(
      names = "--across",
      split = ",",
      paramLabel = "W",
      description =
          "Compares what was measured with another machine, version or engine all the same:"
              + " ${COMPLETION-CANDIDATES} (default: none).")
  private List<Across> across = List.of();

  @Option(
      names = "--floor",
      paramLabel = "PERCENT",
      description = "The least change of a time or throughput that counts (default: 5).")
  private Double floorPercent;

  @Option(
      names = "--memory-floor",
      paramLabel = "PERCENT",
      description = "The same of memory (default: 10).")
  private Double memoryFloorPercent;

  @Option(
      names = "--fail-on",
      paramLabel = "W",
      defaultValue = "regression",
      description =
          "What ends with exit code 1: ${COMPLETION-CANDIDATES}; doubt is a regression or a figure"
              + " of which it cannot be told (default: ${DEFAULT-VALUE}).")
  private FailOn failOn;

  @Option(names = "--json", description = "Prints JSON: every figure, unrounded.")
  private boolean json;

  @Option(names = "--markdown", description = "Prints Markdown, for a job's summary.")
  private boolean markdown;

  @Option(
      names = "--out",
      paramLabel = "DIR",
      description =
          "Also writes a page with charts of the ratios, comparison.json and comparison.md into"
              + " this folder (default: none).")
  private Path out;

  @Spec private CommandSpec spec;

  @Override
  public Integer call() throws IOException {
    if (json && markdown) {
      throw new InvalidInputException("--json and --markdown: choose one; --out writes both");
    }
    if (out != null && Files.exists(new RunFolder(out).journal())) {
      throw new InvalidInputException(
          "--out %s is the folder of a run: pass another folder".formatted(out));
    }
    if (repeats.size() == 1) {
      throw new InvalidInputException(
          "--repeats %s: one run says nothing of how much runs vary, name two or more"
              .formatted(repeats.get(0)));
    }
    Workspace workspace = Workspace.current();
    List<RunFigures> repeated = new ArrayList<>();
    for (String name : repeats) {
      repeated.add(workspace.figures(name));
    }
    RunFigures before = workspace.figures(baseline);
    RunFigures after = workspace.figures(run);
    requireDifferent(before, after, repeated);
    EnumSet<Across> over = EnumSet.noneOf(Across.class);
    over.addAll(across);
    Comparison comparison = new Comparer(rules(), over, repeated).compare(before, after);
    PrintWriter output = spec.commandLine().getOut();
    output.print(
        json
            ? ComparisonJson.of(comparison).toString()
            : markdown ? ComparisonMarkdown.of(comparison) : ComparisonText.of(comparison));
    if (out != null) {
      Path page = ComparisonWriter.write(comparison, out.toAbsolutePath());
      if (!json && !markdown) {
        output.printf("Page: %s%n", page);
      }
    }
    output.flush();
    return exitCode(comparison);
  }

  /**
   * A run never differs from itself, a run named twice varies less than two do, and a run that is
   * judged would pass its own change for how much runs vary.
   */
  private static void requireDifferent(
      RunFigures before, RunFigures after, List<RunFigures> repeated) {
    if (before.run().equals(after.run())) {
      throw new InvalidInputException(
          "%s is both BASELINE and RUN: name two runs".formatted(before.run()));
    }
    Set<String> seen = new HashSet<>();
    for (RunFigures one : repeated) {
      if (one.run().equals(after.run())) {
        throw new InvalidInputException(
            "--repeats has %s, which is RUN: name runs of the baseline's version"
                .formatted(one.run()));
      }
      if (!seen.add(one.run())) {
        throw new InvalidInputException(
            "--repeats has %s twice: name every run once".formatted(one.run()));
      }
    }
  }

  private ComparisonRules rules() {
    ComparisonRules usual = ComparisonRules.USUAL;
    return new ComparisonRules(
        floorPercent == null ? usual.floor() : floorPercent / PERCENT,
        memoryFloorPercent == null ? usual.memoryFloor() : memoryFloorPercent / PERCENT,
        usual.accuracyFloor());
  }

  private int exitCode(Comparison comparison) {
    boolean fails =
        switch (failOn) {
          case NEVER -> false;
          case REGRESSION -> !comparison.regressions().isEmpty();
          case DOUBT ->
              !comparison.regressions().isEmpty()
                  || !comparison.of(ChangeVerdict.CANNOT_TELL).isEmpty();
        };
    return fails ? Failures.FAILED : 0;
  }
}
