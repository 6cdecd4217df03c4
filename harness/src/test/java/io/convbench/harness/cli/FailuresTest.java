package io.convbench.harness.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayOutputStream;
import java.io.IOError;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
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

  @Test
  void takesLibrariesAndFilesOfJavaForTheMachines() {
    IOException unreadable = new IOException("Too many open files");
    for (Error ofMachine :
        List.of(
            new UnsatisfiedLinkError("no x"),
            new NoClassDefFoundError("x"),
            new InternalError("x"),
            new IOError(unreadable),
            new Error(unreadable),
            new ExceptionInInitializerError(new UnsatisfiedLinkError("no x")),
            new BootstrapMethodError(new NoClassDefFoundError("x")))) {
      assertTrue(Failures.isOfMachine(ofMachine), ofMachine::toString);
    }
    for (Error bug :
        List.of(
            new ExceptionInInitializerError(new NullPointerException("x")),
            new ExceptionInInitializerError(new AssertionError("x")),
            new NoSuchMethodError("x()"),
            new AssertionError("x", unreadable))) {
      assertFalse(Failures.isOfMachine(bug), bug::toString);
    }
  }

  private int exitCode(int exitCode, OutputStream beneath) {
    PrintStream out = new PrintStream(beneath, false, StandardCharsets.UTF_8);
    out.print("a table\n");
    return Failures.ofOutput(
        exitCode, out, beneath, new PrintStream(said, true, StandardCharsets.UTF_8));
  }
}
