package io.convbench.harness.process;

import static org.junit.jupiter.api.Assertions.assertEquals;

import ai.djl.engine.EngineException;
import io.convbench.datasets.prepared.DiskFullException;
import io.convbench.foundation.input.InvalidInputException;
import io.convbench.harness.measurement.BufferLimitException;
import io.convbench.harness.measurement.ForkedJvmException;
import io.convbench.results.Failure;
import io.convbench.results.FailureKind;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.function.Function;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What becomes of a failure hangs on types and on the words of others, on no sentence of ours. */
class RewordingTest {

  /** Sentences that convbench might say tomorrow; the second tells of another failure. */
  private static final List<String> TEXTS =
      List.of("x", "killed for lack of room, exit code 137", "猫が\nいる");

  @TempDir private Path folder;

  @Test
  void kindsOfOurExceptionsStayWhateverTheySay() {
    assertKind(FailureKind.DISK_FULL, DiskFullException::new);
    assertKind(FailureKind.OUT_OF_MEMORY, BufferLimitException::new);
    assertKind(FailureKind.OUT_OF_MEMORY, OutOfMemoryError::new);
    assertKind(FailureKind.KILLED, text -> new ForkedJvmException(137, text, null));
    assertKind(FailureKind.CRASHED, text -> new ForkedJvmException(139, text, null));
    assertKind(FailureKind.OUT_OF_HEAP, text -> new ForkedJvmException(3, text, null));
    assertKind(FailureKind.ERROR, text -> new ForkedJvmException(1, text, null));
    assertKind(
        FailureKind.TIMEOUT,
        text ->
            new WorkerFailedException(
                new Failure(FailureKind.TIMEOUT, text), new Outcome.EndedWell()));
    assertKind(FailureKind.MISSING, NoSuchFileException::new);
    assertKind(FailureKind.MISSING, FileNotFoundException::new);
    assertKind(FailureKind.NO_PERMISSION, AccessDeniedException::new);
    assertKind(FailureKind.ERROR, IOException::new);
    assertKind(FailureKind.ERROR, EngineException::new);
    assertKind(FailureKind.ERROR, InvalidInputException::new);
    assertKind(FailureKind.BUG, IllegalStateException::new);
    assertKind(FailureKind.BUG, NullPointerException::new);
    assertKind(
        FailureKind.BUG, text -> new ExecutionException(text, new IndexOutOfBoundsException(text)));
  }

  /** Ours wrap what the system said, which stays to be seen. */
  @Test
  void systemsWordsCountInTheCauseOfOurs() {
    IOException full = new IOException("No space left on device");
    IOException quota = new FileSystemException("/r/a", null, "Disk quota exceeded");
    IOException readOnly = new FileSystemException("/r/a", null, "Read-only file system");

    assertKind(FailureKind.DISK_FULL, text -> new IOException(text, full));
    assertKind(
        FailureKind.DISK_FULL, text -> new IllegalStateException(text, new IOException(quota)));
    assertKind(FailureKind.NO_PERMISSION, text -> new UncheckedIOException(text, readOnly));
    assertKind(
        FailureKind.DISK_FULL,
        text -> {
          // As JMH hands on what failed in its fork.
          IllegalStateException outer = new IllegalStateException(text);
          outer.addSuppressed(full);
          return outer;
        });
  }

  @Test
  void outcomesStayWhatTheyAreWhenAChildTellsThemInOtherWords() throws Exception {
    for (FailureKind kind : FailureKind.values()) {
      if (kind == FailureKind.KILLED || kind == FailureKind.CRASHED) {
        continue;
      }
      for (String text : TEXTS) {
        Outcome told = passedOn(outcome(kind, text));
        assertEquals(kind, told.failure().orElseThrow().kind(), text);
        assertEquals(
            OomDiagnosis.in(outcome(kind, "a reason")).map(OomDiagnosis::hinted),
            OomDiagnosis.in(told).map(OomDiagnosis::hinted),
            text);
      }
    }
    for (Signal signal : Signal.values()) {
      for (String text : TEXTS) {
        Outcome told = passedOn(new Outcome.Signalled(signal, text));
        assertEquals(
            Optional.of(signal.isOfNativeCode() ? FailureKind.CRASHED : FailureKind.KILLED),
            told.failure().map(Failure::kind));
        assertEquals(
            signal.mayBeLackOfMemory() ? Optional.of(false) : Optional.empty(),
            OomDiagnosis.in(told).map(OomDiagnosis::hinted));
      }
    }
    assertEquals(new Outcome.EndedWell(), passedOn(new Outcome.EndedWell()));
  }

  @Test
  void everyOutcomeSaysItsKind() {
    assertEquals(
        FailureKind.TIMEOUT,
        new Outcome.OutOfTime(Duration.ofSeconds(2)).failure().orElseThrow().kind());
    assertEquals(FailureKind.ERROR, new Outcome.Exited(7, "killed").failure().orElseThrow().kind());
  }

  /** From the child to its parent, which finds nothing else in its log. */
  private Outcome passedOn(Outcome outcome) throws IOException {
    Path report = folder.resolve("outcome.json");
    WorkerReport.write(outcome, report);
    return new WorkerExit(1, WorkerReport.read(report), "", false).outcome();
  }

  private static Outcome outcome(FailureKind kind, String text) {
    return switch (kind) {
      case BUG -> new Outcome.FoundBug(text, "a stack trace");
      case OUT_OF_HEAP -> new Outcome.OutOfHeap();
      case OUT_OF_MEMORY -> new Outcome.OutOfMemory(text, Optional.empty());
      default -> new Outcome.Failed(new Failure(kind, text));
    };
  }

  private static void assertKind(FailureKind kind, Function<String, Throwable> failure) {
    for (String text : TEXTS) {
      assertEquals(kind, ThrowableOutcome.failure(failure.apply(text)).kind(), text);
    }
  }
}
