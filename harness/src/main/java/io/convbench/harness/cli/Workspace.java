package io.convbench.harness.cli;

import io.convbench.foundation.input.InvalidInputException;
import io.convbench.results.RecordedRun;
import io.convbench.results.RunFolder;
import io.convbench.results.comparison.RunFigures;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/**
 * Where runs and reports go unless a person says otherwise.
 *
 * @param home the clone that the launcher belongs to
 */
record Workspace(Path home) {

  private static final String HOME_PROPERTY = "convbench.home";

  /** The clone of the launcher that started this JVM; the current folder without one. */
  static Workspace current() {
    return new Workspace(Path.of(System.getProperty(HOME_PROPERTY, "")).toAbsolutePath());
  }

  /** The folder of all runs. */
  Path runs() {
    return home.resolve("results").resolve("runs");
  }

  /**
   * A finished run; what is missing of it is said on the error stream, where it is no part of a
   * command's output.
   *
   * @param run its id, or its folder
   * @throws IOException when there is none, or it is not finished
   * @throws InvalidInputException when the text is blank
   */
  RecordedRun run(String run) throws IOException {
    if (run.isBlank()) {
      throw new InvalidInputException(
          "'%s' names no run: pass a run's id or folder".formatted(run));
    }
    Path byId = runs().resolve(run);
    RunFolder folder = RunFolder.recorded(Files.isDirectory(byId) ? byId : Path.of(run));
    if (!Files.exists(folder.results())) {
      throw new IOException(
          "%s is not finished: finish it by %s"
              .formatted(
                  folder.path(),
                  CommandText.of(List.of("run", "--resume", "--out", folder.path().toString()))));
    }
    RecordedRun recorded = RecordedRun.read(folder);
    recorded.gaps().forEach(Workspace::warn);
    return recorded;
  }

  /**
   * What a run is compared by; what cannot be read of it is said likewise.
   *
   * @throws IOException as {@link #run}
   */
  RunFigures figures(String run) throws IOException {
    return RunFigures.of(run(run), Workspace::warn);
  }

  /** Says what is no part of a command's output. */
  static void warn(String gap) {
    System.err.println("convbench: " + gap);
  }

  /** The folder of an experiment. */
  Path experiments(String name) {
    return home.resolve("results").resolve("experiments").resolve(name);
  }

  /** The folder of a run's report. */
  Path reports(String runId) {
    return home.resolve("reports").resolve("html").resolve(runId);
  }
}
