package io.convbench.harness.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.charset.StandardCharsets;

/** Processes that a test starts and whose end it waits for. */
final class Ended {

  private Ended() {}

  /** What a process says, by either output, until it ends with this exit code. */
  static String with(int exitCode, ProcessBuilder process)
      throws IOException, InterruptedException {
    Process started = process.redirectErrorStream(true).start();
    String said = new String(started.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertEquals(exitCode, started.waitFor(), said);
    return said;
  }
}
