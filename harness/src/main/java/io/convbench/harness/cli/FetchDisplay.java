package io.convbench.harness.cli;

import io.convbench.suites.download.FetchProgress;
import java.io.PrintWriter;

/** Shows the download of one file. */
sealed interface FetchDisplay extends FetchProgress, AutoCloseable permits FetchBar, FetchLines {

  /** A bar on a terminal, plain lines in a log. */
  static FetchDisplay on(PrintWriter err, boolean terminal) {
    return terminal ? new FetchBar(err) : new FetchLines(err);
  }

  @Override
  void close();
}
