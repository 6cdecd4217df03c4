package io.convbench.harness.cli;

import java.nio.file.Path;

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

  /** The folder of a run's report. */
  Path reports(String runId) {
    return home.resolve("reports").resolve("html").resolve(runId);
  }
}
