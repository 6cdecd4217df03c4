package io.convbench.harness.cli;

import io.convbench.foundation.input.InvalidInputException;
import io.convbench.reports.evidence.KeptPredictions;
import io.convbench.reports.selection.Answer;
import io.convbench.reports.selection.AnswerCsv;
import io.convbench.reports.selection.AnswerJson;
import io.convbench.reports.selection.AnswerMarkdown;
import io.convbench.reports.selection.AnswerText;
import io.convbench.results.history.History;
import io.convbench.results.selection.Constraint;
import io.convbench.results.selection.Metric;
import io.convbench.results.selection.Question;
import io.convbench.results.selection.Selection;
import io.convbench.results.selection.Selector;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code convbench select}: what to take of what runs measured. */
@Command(
    name = "select",
    description = {
      "Chooses an architecture and its configuration by what runs measured.",
      "A constraint is judged by the bad end of the figure's interval, so that a candidate meets it,"
          + " fails it, or is uncertain. Quote constraints: 'p99<=50ms' 'top1>=75%%'"
          + " 'engine=pytorch,onnxruntime'."
    },
    mixinStandardHelpOptions = true,
    sortOptions = false,
    footer = {
      "",
      "Exit codes: 0 something fits; 1 nothing does, the nearest misses are named; 2 bad usage or",
      "input."
    })
final class SelectCommand implements Callable<Integer> {

  /** Forms of the answer. */
  private static final class Form {
    @Option(names = "--json", description = "Prints JSON (docs/schema/select.json).")
    private boolean json;

    @Option(names = "--csv", description = "Prints CSV, one line per candidate.")
    private boolean csv;

    @Option(names = "--markdown", description = "Prints Markdown.")
    private boolean markdown;

    private String of(Answer answer) {
      if (json) {
        return AnswerJson.of(answer).toString();
      }
      if (csv) {
        return AnswerCsv.of(answer);
      }
      return markdown ? AnswerMarkdown.of(answer) : AnswerText.of(answer);
    }
  }

  @Parameters(
      arity = "1..*",
      paramLabel = "RUN|CONSTRAINT",
      description = {
        "Run ids or folders of runs, and constraints: a metric (top1, top5, p50, p90, p99,"
            + " throughput, memory, model-memory, gpu-memory, size, parameters, macs, flops) with"
            + " <=, <, >= or > and a value with its unit, or architecture, family, engine, device,"
            + " precision, batch, threads or machine with = or != and values."
      })
  private List<String> named;

  @Option(
      names = "--objective",
      paramLabel = "METRIC",
      defaultValue = "top1",
      completionCandidates = Choices.OfMetric.class,
      description =
          "What the best is best at: ${COMPLETION-CANDIDATES} (default: ${DEFAULT-VALUE}).")
  private String objective;

  @Option(
      names = "--max-latency-ms",
      paramLabel = "X",
      description = "The same as 'p50<=Xms' (default: any).")
  private String maxLatencyMillis;

  @Option(
      names = "--max-memory-mb",
      paramLabel = "X",
      description = "The same as 'memory<=XMB', of 1000000 bytes (default: any).")
  private String maxMemoryMegabytes;

  @Option(
      names = "--min-top1",
      paramLabel = "X",
      description = "The same as 'top1>=X': 75%%, 75 or 0.75 (default: any).")
  private String minTop1;

  @Option(
      names = "--max-gflops",
      paramLabel = "X",
      description = "The same as 'flops<=XG'; FLOPs = 2 x MACs (default: any).")
  private String maxGigaflops;

  @Option(names = "--measured-only", description = "Leaves out accuracies that were published.")
  private boolean measuredOnly;

  @Option(
      names = "--accept-uncertain",
      description = "Also chooses what may meet the constraints, e.g. where one round was timed.")
  private boolean acceptUncertain;

  @Option(
      names = "--across-machines",
      description = "Compares figures of different machines; without it they are refused.")
  private boolean acrossMachines;

  @ArgGroup(exclusive = true, multiplicity = "0..1")
  private Form form = new Form();

  @Spec private CommandSpec spec;

  @Override
  public Integer call() throws IOException {
    Question question =
        new Question(
            constraints(), Metric.named(objective), measuredOnly, acceptUncertain, acrossMachines);
    History history = RunsParameter.history(Workspace.current(), runs());
    KeptPredictions predictions = new KeptPredictions();
    Selection selection = Selector.select(history.candidates(), question, predictions);
    spec.commandLine().getOut().print(form.of(new Answer(selection, history, predictions.gaps())));
    spec.commandLine().getOut().flush();
    return selection.choice().isPresent() ? 0 : Failures.FAILED;
  }

  private List<String> runs() {
    List<String> runs = named.stream().filter(one -> !isConstraint(one)).toList();
    if (runs.isEmpty()) {
      throw new InvalidInputException(
          "no run named beside the constraints: pass a run's id or folder");
    }
    return runs;
  }

  private List<Constraint> constraints() {
    List<Constraint> constraints = new ArrayList<>();
    option("--max-latency-ms", maxLatencyMillis, "p50<=%sms", "50", constraints);
    option("--max-memory-mb", maxMemoryMegabytes, "memory<=%sMB", "512", constraints);
    option("--min-top1", minTop1, "top1>=%s", "75%", constraints);
    option("--max-gflops", maxGigaflops, "flops<=%sG", "8", constraints);
    named.stream()
        .filter(SelectCommand::isConstraint)
        .map(Constraint::parse)
        .forEach(constraints::add);
    return constraints;
  }

  private static void option(
      String name, String value, String expression, String example, List<Constraint> constraints) {
    if (value == null) {
      return;
    }
    try {
      constraints.add(Constraint.parse(expression.formatted(value.strip())));
    } catch (InvalidInputException mistake) {
      // The expression is not what was typed.
      throw new InvalidInputException(
          "%s '%s' is not a value of it: write it as in %s %s"
              .formatted(name, value, name, example));
    }
  }

  /** A folder may be called like one. */
  private static boolean isConstraint(String text) {
    return Constraint.isExpression(text) && !Files.isDirectory(Path.of(text));
  }
}
