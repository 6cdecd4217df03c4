package io.convbench.harness.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

/** The exit code of a command whose output goes nowhere. */
class FailuresTest {

  /** Takes nothing, for this reason. */
  private static final class Closed extends OutputStream {
    private final String reason;

    private Closed(String reason) {
      this.reason = reason;
    }

    @Override
    public void write(int b) throws IOException {
      throw new IOException(reason);
    }
  }

  private final ByteArrayOutputStream said = new ByteArrayOutputStream();

  @Test
  void failsWhereOutputIsLost() {
    Closed full = new Closed("No space left on device");

    assertEquals(1, exitCode(0, full));
    assertEquals(
        "convbench: output truncated (No space left on device): free disk space where it is"
            + " written",
        said.toString(StandardCharsets.UTF_8).strip());
    assertEquals(3, exitCode(3, full));
  }

  @Test
  void letsAReaderLeave() {
    assertEquals(0, exitCode(0, new Closed("Broken pipe")));
    assertEquals("", said.toString(StandardCharsets.UTF_8));
  }

  @Test
  void keepsTheExitCodeWhereOutputArrives() {
    ByteArrayOutputStream arrived = new ByteArrayOutputStream();

    assertEquals(0, exitCode(0, arrived));
    assertEquals("a table\n", arrived.toString(StandardCharsets.UTF_8));
    assertEquals("", said.toString(StandardCharsets.UTF_8));
  }

  private int exitCode(int exitCode, OutputStream beneath) {
    PrintStream out = new PrintStream(beneath, false, StandardCharsets.UTF_8);
    out.print("a table\n");
    return Failures.ofOutput(
        exitCode, out, beneath, new PrintStream(said, true, StandardCharsets.UTF_8));
  }
}
