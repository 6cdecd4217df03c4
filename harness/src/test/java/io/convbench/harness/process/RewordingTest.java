package io.convbench.harness.process;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ai.djl.engine.EngineException;
import io.convbench.datasets.prepared.DiskFullException;
import io.convbench.foundation.input.InvalidInputException;
import io.convbench.harness.measurement.BufferLimitException;
import io.convbench.harness.measurement.ForkedJvmException;
import io.convbench.results.Failure;
import io.convbench.results.FailureKind;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.lang.reflect.Method;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.function.Function;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

/** What becomes of a failure hangs on types and on the words of others, on no sentence of ours. */
class RewordingTest {

  /** Sentences that convbench might say tomorrow; the second tells of another failure. */
  private static final List<String> TEXTS =
      List.of("x", "killed for lack of room, exit code 137", "猫が\nいる");

  /** Those that retries and tables hang on must have been met. */
  private static final Set<String> DECISIONS =
      Set.of(
          "Exited ERROR Optional.empty",
          "Failed ERROR Optional.empty",
          "Failed TIMEOUT Optional.empty",
          "FoundBug BUG Optional.empty",
          "OutOfHeap OUT_OF_HEAP Optional[true]",
          "OutOfMemory OUT_OF_MEMORY Optional[true]",
          "OutOfTime TIMEOUT Optional.empty",
          "Signalled CRASHED Optional[false]",
          "Signalled KILLED Optional[false]",
          "Signalled KILLED Optional.empty");

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

  /** What is decided stays; what is said, but for the words of others, does not. */
  @Test
  void allTextsOfTheProgramMayBeReplaced() throws Exception {
    Map<String, String[]> asWritten = Endings.of(folder);
    Map<String, String[]> reworded = rewordedEndings();

    assertEquals(asWritten.keySet(), reworded.keySet());
    Set<String> kinds = new HashSet<>();
    for (Map.Entry<String, String[]> ending : asWritten.entrySet()) {
      String[] other = reworded.get(ending.getKey());
      assertEquals(ending.getValue()[0], other[0], ending.getKey());
      assertNotEquals(ending.getValue()[1], other[1], ending.getKey());
      kinds.add(ending.getValue()[0]);
    }
    assertTrue(kinds.containsAll(DECISIONS), kinds.toString());
  }

  @SuppressWarnings("unchecked")
  private Map<String, String[]> rewordedEndings() throws ReflectiveOperationException {
    return (Map<String, String[]>)
        Class.forName(Endings.class.getName(), true, new RewordedClasses())
            .getMethod("of", Path.class)
            .invoke(null, folder);
  }

  /** The exit code is a decision too. */
  @Test
  void exitCodesStayWhenAllTextsAreReplaced() throws Exception {
    String missing = folder.resolve("missing").toString();
    Map<List<String>, Integer> exitCodes =
        Map.of(
            List.of(), 2,
            List.of("run", "--engine", "torch"), 2,
            List.of("run", "--arch", "ResNet5O"), 2,
            List.of("run", missing + ".yaml"), 2,
            List.of("report", missing), 2,
            List.of("weights", "fetch", "MobileNet_0.25", "--offline", "--out", missing), 3);
    for (Map.Entry<List<String>, Integer> one : exitCodes.entrySet()) {
      String[] arguments = one.getKey().toArray(String[]::new);
      StringWriter asWritten = new StringWriter();
      StringWriter reworded = new StringWriter();
      ClassLoader loader = RewordingTest.class.getClassLoader();
      assertEquals(one.getValue(), exitCode(loader, asWritten, arguments), asWritten.toString());
      assertEquals(
          one.getValue(),
          exitCode(new RewordedClasses(), reworded, arguments),
          reworded.toString());
      assertNotEquals(asWritten.toString(), reworded.toString());
    }
  }

  private static int exitCode(ClassLoader convbench, StringWriter err, String... arguments)
      throws ReflectiveOperationException {
    Method commandLine =
        Class.forName("io.convbench.harness.cli.Convbench", true, convbench)
            .getDeclaredMethod("commandLine");
    commandLine.setAccessible(true);
    return ((CommandLine) commandLine.invoke(null))
        .setErr(new PrintWriter(err, true))
        .execute(arguments);
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
