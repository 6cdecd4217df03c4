package io.convbench.harness.process;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.convbench.results.Failure;
import io.convbench.results.FailureKind;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** What is convbench's own fault, and what a row says of it. */
class BugTest {

  @Test
  void takesFailedAssertionsAndLinkageOfOurClassesForBugs() {
    for (Throwable bug :
        new Throwable[] {
          new AssertionError("never"), new NoSuchMethodError("x()"), new NullPointerException()
        }) {
      assertEquals(Optional.of(bug), Bug.in(bug));
      assertEquals(Optional.of(bug), Bug.in(new ExceptionInInitializerError(bug)));
    }
    assertEquals(Optional.empty(), Bug.in(new UnsatisfiedLinkError("no x")));
    assertEquals(Optional.empty(), Bug.in(thrownByALibrary(new AssertionError("never"))));
  }

  @Test
  void namesTheFileWithTheStackTraceOfABugAlone() {
    Path log = Path.of("runs", "x", "logs", "prepare-224.log");
    assertEquals(
        "NullPointerException: its stack trace is in " + log,
        Bug.withTrace(new Failure(FailureKind.BUG, "NullPointerException"), log).reason());
    Failure other = new Failure(FailureKind.ERROR, "the engine");
    assertEquals(other, Bug.withTrace(other, log));
  }

  private static Throwable thrownByALibrary(Throwable failure) {
    failure.setStackTrace(
        new StackTraceElement[] {
          new StackTraceElement("ai.djl.Engine", "start", "Engine.java", 1),
          new StackTraceElement("io.convbench.harness.Session", "open", "Session.java", 1)
        });
    return failure;
  }
}
