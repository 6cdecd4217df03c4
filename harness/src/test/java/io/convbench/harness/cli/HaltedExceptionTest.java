package io.convbench.harness.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.convbench.results.Failure;
import io.convbench.results.FailureKind;
import io.convbench.results.Row;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.AccessDeniedException;
import java.util.List;
import org.junit.jupiter.api.Test;
import picocli.CommandLine;

/** The last lines that a user sees of a command that cannot write. */
class HaltedExceptionTest {

  private static final List<String> RUN = List.of("run");

  @Test
  void endsWithWhatToDoWhereSpaceOrPermissionIsLacking() {
    assertEquals(
        """
        convbench: cannot write j (No space left on device)
        See the results so far: convbench report r
        Free disk space there, then continue with: convbench run --resume
        """,
        said(3, new IOException("cannot write j (No space left on device)")));
    assertEquals(
        """
        convbench: cannot write j (Disk quota exceeded)
        See the results so far: convbench report r
        Free disk space there, then continue with: convbench run --resume
        """,
        said(3, new IOException("cannot write j (Disk quota exceeded)")));
    String readOnly = "cannot write j (Read-only file system)";
    assertEquals(
        """
        convbench: cannot write j (Read-only file system)
        See the results so far: convbench report r
        Allow to write there, then continue with: convbench run --resume
        """,
        said(2, new IOException(readOnly)));
    assertEquals(
        "Allow to write there, then continue with: convbench run --resume",
        said(2, new IOException("cannot write j (no permission)", new AccessDeniedException("j")))
            .lines()
            .reduce("", (before, line) -> line));
  }

  @Test
  void leavesOtherFailuresAsTheyAre() {
    IOException other = new IOException("j belongs to another plan");
    assertSame(other, HaltedException.of(other, RUN, List.of()));
  }

  @Test
  void knowsTheCellsThatCouldNotBeWritten() {
    assertTrue(HaltedException.kept(Row.empty().with(new Failure(FailureKind.DISK_FULL, "x"))));
    assertTrue(HaltedException.kept(Row.empty().with(new Failure(FailureKind.NO_PERMISSION, "x"))));
    assertFalse(HaltedException.kept(Row.empty().with(new Failure(FailureKind.CRASHED, "x"))));
    assertFalse(HaltedException.kept(Row.empty()));
  }

  private static String said(int exitCode, IOException failure) {
    StringWriter err = new StringWriter();
    CommandLine command = Convbench.commandLine().setErr(new PrintWriter(err));
    IOException halted =
        HaltedException.of(failure, RUN, List.of("See the results so far: convbench report r"));
    assertEquals(exitCode, Failures.execution(halted, command, null));
    return err.toString().replace(System.lineSeparator(), "\n");
  }
}
