package io.convbench.harness.cli;

import io.convbench.foundation.input.InvalidInputException;
import io.convbench.harness.measurement.Measurements;
import io.convbench.results.RecordedRun;
import io.convbench.results.history.History;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import picocli.CommandLine.Parameters;

/** {@code RUN...}: the runs that a command is about. */
final class RunsParameter {

  @Parameters(arity = "1..*", paramLabel = "RUN", description = "Run ids, or folders of runs.")
  private List<String> runs;

  /**
   * What they measured, joined.
   *
   * @throws IOException when one is missing or not finished
   * @throws InvalidInputException when one is named twice
   */
  History history(Workspace workspace) throws IOException {
    return history(workspace, runs);
  }

  /** The same of runs that stand among other arguments. */
  static History history(Workspace workspace, List<String> runs) throws IOException {
    List<RecordedRun> recorded = new ArrayList<>();
    Set<Path> seen = new HashSet<>();
    for (String name : runs) {
      RecordedRun run = workspace.run(name);
      if (!seen.add(run.folder().path().toRealPath())) {
        throw new InvalidInputException(
            "%s is the folder of a run that was named before: name every run once".formatted(name));
      }
      recorded.add(run);
    }
    return History.of(recorded, Measurements.sharedByBatches());
  }
}
