package io.convbench.harness.cli;

import io.convbench.datasets.labels.ClassIndex;
import io.convbench.reports.Report;
import io.convbench.reports.ReportWriter;
import io.convbench.results.Column;
import io.convbench.results.Environment;
import io.convbench.results.ResultsCsv;
import io.convbench.results.Row;
import io.convbench.results.RunFolder;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code convbench report}: draws runs again, or several runs in one report. */
@Command(
    name = "report",
    description = "Writes the report of one or more runs; a cell in several counts as in the last.",
    mixinStandardHelpOptions = true)
final class ReportCommand implements Callable<Integer> {

  @Parameters(arity = "1..*", paramLabel = "RUN", description = "Run ids, or folders of runs.")
  private List<String> runs;

  @Option(
      names = "--out",
      paramLabel = "DIR",
      description = "Folder of the report (default: reports/html/<run-id>).")
  private Path out;

  @Spec private CommandSpec spec;

  @Override
  public Integer call() throws IOException {
    Workspace workspace = Workspace.current();
    List<Row> rows = new ArrayList<>();
    Map<String, Environment> environments = new LinkedHashMap<>();
    Map<String, RunFolder> folders = new LinkedHashMap<>();
    for (String run : runs) {
      RunFolder folder = folder(workspace, run);
      List<Row> own = ResultsCsv.read(folder.results());
      if (own.isEmpty()) {
        throw new IOException(folder.results() + " holds no row: nothing was measured");
      }
      rows.addAll(own);
      String id = own.get(0).text(Column.RUN_ID).orElseThrow();
      environments.put(id, Environment.read(folder.environment()));
      folders.put(id, folder);
    }
    String title = String.join(" + ", environments.keySet());
    Path folder = out == null ? workspace.reports(String.join("+", environments.keySet())) : out;
    Report report = new Report(title, rows, environments, folders, ClassIndex.imagenet().names());
    Path page = ReportWriter.write(report, folder.toAbsolutePath());
    spec.commandLine().getOut().printf("Report: %s%n", page);
    spec.commandLine().getOut().flush();
    return 0;
  }

  private static RunFolder folder(Workspace workspace, String run) throws IOException {
    Path byId = workspace.runs().resolve(run);
    RunFolder folder = RunFolder.existing(Files.isDirectory(byId) ? byId : Path.of(run));
    if (!Files.exists(folder.results())) {
      throw new IOException(
          "%s is not finished: end it by 'convbench run --resume --out %s'"
              .formatted(folder.path(), folder.path()));
    }
    return folder;
  }
}
