package io.convbench.harness.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.convbench.datasets.prepared.DiskFullException;
import io.convbench.foundation.input.InvalidInputException;
import io.convbench.harness.process.FailedChild;
import io.convbench.results.FailureKind;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** A bug looks like a bug, and a user's mistake like one. */
class BugReportsTest {

  private static final Clock CLOCK =
      Clock.fixed(Instant.parse("2026-11-26T15:50:43.120Z"), ZoneOffset.UTC);

  @TempDir private Path folder;

  private final StringWriter err = new StringWriter();

  /** A command that throws. */
  @Command(name = "throws")
  private static final class Throwing implements Callable<Integer> {

    private final Exception failure;

    @Option(names = "--number")
    private Character number;

    private Throwing(Exception failure) {
      this.failure = failure;
    }

    @Override
    public Integer call() throws Exception {
      throw failure;
    }
  }

  private Path bugs() {
    return folder.resolve("cache").resolve("bugs");
  }

  private int exitCode(Exception failure, Path bugs, String... more) {
    CommandLine command = Convbench.commandLine(new BugReports(Optional.of(bugs), CLOCK));
    command.addSubcommand(new CommandLine(new Throwing(failure)));
    command.getSubcommands().get("throws").registerConverter(Character.class, this::broken);
    // Which commands that were added later do not have yet.
    command.setParameterExceptionHandler(command.getParameterExceptionHandler());
    command.setExecutionExceptionHandler(command.getExecutionExceptionHandler());
    command.setErr(new PrintWriter(err));
    String[] arguments = new String[1 + more.length];
    arguments[0] = "throws";
    System.arraycopy(more, 0, arguments, 1, more.length);
    return command.execute(arguments);
  }

  private Character broken(String text) {
    throw new IndexOutOfBoundsException("no " + text);
  }

  private String onlyFile() throws IOException {
    try (var files = Files.list(bugs())) {
      List<Path> all = files.toList();
      assertEquals(1, all.size(), all.toString());
      assertEquals(
          "bug-20261126T155043.120Z-%s.txt".formatted(ProcessHandle.current().pid()),
          all.get(0).getFileName().toString());
      return Files.readString(all.get(0));
    }
  }

  private void assertBug(String said, String type, Exception failure, String... more)
      throws IOException {
    assertEquals(1, exitCode(failure, bugs(), more));
    assertEquals(
        "convbench: this is a bug in convbench: %s: please report it with %s%n"
            .formatted(
                said,
                bugs()
                    .resolve(
                        "bug-20261126T155043.120Z-%s.txt"
                            .formatted(ProcessHandle.current().pid()))),
        err.toString());
    String file = onlyFile();
    assertTrue(file.contains("\n" + type), file);
    assertTrue(file.contains("\tat io.convbench.harness.cli.BugReportsTest"), file);
    assertTrue(file.contains("; Java "), file);
  }

  @Test
  void nullPointer() throws IOException {
    assertBug(
        "NullPointerException: the x",
        "java.lang.NullPointerException: the x",
        new NullPointerException("the x"));
  }

  @Test
  void anArgumentThatNoUserGave() throws IOException {
    assertBug(
        "IllegalArgumentException: two layers are called a",
        "java.lang.IllegalArgumentException: two layers are called a",
        new IllegalArgumentException("two layers are called a"));
  }

  @Test
  void anExceptionWithoutMessage() throws IOException {
    assertBug("ClassCastException", "java.lang.ClassCastException", new ClassCastException());
  }

  /** Picocli reports it as a value that cannot be converted. */
  @Test
  void inAnOptionsConverter() throws IOException {
    assertBug(
        "IndexOutOfBoundsException: no 7",
        "java.lang.IndexOutOfBoundsException: no 7",
        new IOException("not reached"),
        "--number=7");
  }

  @Test
  void hidesSecretsOfAddresses() throws IOException {
    assertBug(
        "IllegalStateException: http://...@host/a?...",
        "java.lang.IllegalStateException: http://...@host/a?...",
        new IllegalStateException("http://user:secret@host/a?token=secret"));
    assertFalse(onlyFile().contains("secret"));
  }

  @Test
  void showsTheTraceWhereItCannotBeWritten() throws IOException {
    Path file = Files.writeString(folder.resolve("file"), "");
    assertEquals(1, exitCode(new NullPointerException("the x"), file.resolve("bugs")));
    List<String> lines = err.toString().lines().toList();
    assertTrue(
        lines
            .get(0)
            .startsWith(
                "convbench: this is a bug in convbench: NullPointerException: the x: please report"
                    + " it with what follows (cannot write "),
        lines.get(0));
    assertTrue(lines.contains("java.lang.NullPointerException: the x"), err.toString());
  }

  @Test
  void aUsersMistakeIsOneLine() {
    assertMistake("no such name", new InvalidInputException("no such name"));
    assertMistake("cut off", new IOException("cut off"));
    assertMistake("cut off", new UncheckedIOException("cut off", new IOException("inner")));
    assertFalse(Files.exists(bugs()));
  }

  @Test
  void aChildThatFailsIsNoMistake() {
    assertExitCode(1, FailedChild.of(FailureKind.KILLED));
    assertExitCode(1, FailedChild.of(FailureKind.CRASHED));
    assertExitCode(3, FailedChild.of(FailureKind.DISK_FULL));
    assertExitCode(2, FailedChild.of(FailureKind.MISSING));
  }

  @Test
  void aFullDiskIsOfTheMachine() {
    assertExitCode(3, new IOException("cannot write x (No space left on device)"));
    assertExitCode(3, new IOException("cannot write x", new IOException("Disk quota exceeded")));
    assertExitCode(3, new DiskFullException("1 GiB free, 2 GiB needed"));
  }

  private void assertExitCode(int expected, Exception failure) {
    assertEquals(expected, exitCode(failure, bugs()), failure::toString);
    assertFalse(Files.exists(bugs()));
  }

  /** Jackson is an IOException's author, though no user's file is wrong. */
  @Test
  void jsonOfOurOwnThatCannotBeWritten() throws IOException {
    IOException failure =
        assertThrows(IOException.class, () -> new ObjectMapper().writeValueAsBytes(new Object()));
    assertEquals(1, exitCode(failure, bugs()));
    assertTrue(onlyFile().contains("InvalidDefinitionException"), err.toString());
  }

  private void assertMistake(String said, Exception failure) {
    err.getBuffer().setLength(0);
    assertEquals(2, exitCode(failure, bugs()));
    assertEquals("convbench: %s%n".formatted(said), err.toString());
  }
}
