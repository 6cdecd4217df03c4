package io.convbench.harness.process;

import java.io.IOException;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/**
 * Lets Linux continue a child that was stopped (SIGSTOP, Ctrl-Z) when its parent dies, so that it
 * can see that and end: by {@code setpriv} of util-linux, since Java cannot ask for such a signal
 * (prctl(2), PR_SET_PDEATHSIG). To a child at work it does nothing. Without that program, a stopped
 * child is ended by the next start .
 */
final class ContinueOrphans {

  private static final List<String> SETPRIV = List.of("setpriv", "--pdeathsig", "CONT");
  private static final int LIMIT_SECONDS = 10;

  private ContinueOrphans() {}

  /** What to put before a command; nothing where there is no such program. */
  static List<String> prefix() throws InterruptedException {
    try {
      Process trial =
          new ProcessBuilder(Stream.concat(SETPRIV.stream(), Stream.of("true")).toList())
              .redirectOutput(ProcessBuilder.Redirect.DISCARD)
              .redirectError(ProcessBuilder.Redirect.DISCARD)
              .start();
      try {
        return trial.waitFor(LIMIT_SECONDS, TimeUnit.SECONDS) && trial.exitValue() == 0
            ? SETPRIV
            : List.of();
      } finally {
        trial.destroyForcibly();
      }
    } catch (IOException missing) {
      return List.of();
    }
  }
}
