package io.convbench.harness.cli;

import io.convbench.datasets.labels.ClassIndex;
import io.convbench.foundation.input.InvalidInputException;
import io.convbench.reports.Report;
import io.convbench.reports.ReportWriter;
import io.convbench.results.RecordedRun;
import io.convbench.results.RunFolder;
import io.convbench.results.history.History;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code convbench report}: draws runs again, or several runs in one report. */
@Command(
    name = "report",
    description = {
      "Writes the report of one or more runs.",
      "If several runs measured a cell on one machine with the same versions, the newest result"
          + " counts. Machines and versions are shown side by side."
    },
    mixinStandardHelpOptions = true)
final class ReportCommand implements Callable<Integer> {

  private static final int LONGEST_NAME = 120;

  @Mixin private RunsParameter runs;

  @Option(
      names = "--out",
      paramLabel = "DIR",
      description = "Folder of the report (default: reports/html/<run-id>).")
  private Path out;

  @Spec private CommandSpec spec;

  @Override
  public Integer call() throws IOException {
    if (out != null && Files.exists(new RunFolder(out).journal())) {
      throw folderOfARun();
    }
    Workspace workspace = Workspace.current();
    History history = runs.history(workspace);
    for (RecordedRun run : history.runs()) {
      if (out != null && Files.exists(out) && Files.isSameFile(out, run.folder().path())) {
        throw folderOfARun();
      }
    }
    Path folder = out == null ? workspace.reports(name(history.runs())) : out;
    Report report = new Report(history, ClassIndex.imagenet().names());
    Path page = ReportWriter.write(report, folder.toAbsolutePath(), Workspace::warn);
    spec.commandLine().getOut().printf("Report: %s%n", page);
    spec.commandLine().getOut().flush();
    return 0;
  }

  private InvalidInputException folderOfARun() {
    return new InvalidInputException(
        "--out %s is the folder of a run: pass another folder, e.g. %s"
            .formatted(out, out.resolve("report")));
  }

  /**
   * Of a report's folder: the ids of its runs; of many, the first and how many more with a hash.
   */
  private static String name(List<RecordedRun> runs) {
    String ids = runs.stream().map(RecordedRun::id).collect(Collectors.joining("+"));
    return ids.length() <= LONGEST_NAME
        ? ids
        : String.format(
            Locale.ROOT, "%s+%s-%08x", runs.get(0).id(), runs.size() - 1, ids.hashCode());
  }
}
