package io.convbench.harness.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.convbench.results.RunFolder;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** What is left of a run that somebody ends while a cell is being measured. */
@Timeout(value = 2, unit = TimeUnit.MINUTES)
class EndedRunIT {

  @TempDir private Path temp;

  @Test
  void leavesNothingBesideItsJournalWhenItIsAskedToEnd() throws Exception {
    Process run = measuring();
    List<ProcessHandle> children = run.descendants().toList();

    run.destroy();

    assertEquals(128 + 15, run.waitFor());
    await(children);
    assertEquals(List.of(), temporaryFiles());
    assertFalse(Files.exists(folder().path().resolve("models")), "model files are there");
    assertEquals(1, Files.readAllLines(folder().journal()).size(), "the cell has a row");
  }

  @Test
  void leavesNoProcessWhenItIsKilled() throws Exception {
    Process run = measuring();
    List<ProcessHandle> children = run.descendants().toList();

    run.destroyForcibly().waitFor();

    await(children);
  }

  @Test
  void leavesNoProcessWhenItIsKilledAfterItsChildrenWereStopped() throws Exception {
    Process run = measuring();
    List<ProcessHandle> children = run.descendants().toList();
    for (ProcessHandle child : children) {
      stop(child);
    }

    run.destroyForcibly().waitFor();

    await(children);
  }

  @Test
  void leavesFilesWhenItIsKilledWhichTheNextStartClears() throws Exception {
    Process run = measuring();
    List<ProcessHandle> children = run.descendants().toList();
    run.destroyForcibly().waitFor();
    await(children);
    assertEquals(1, temporaryFiles().size(), () -> "left: " + temporaryFiles());

    assertEquals(0, start("list").waitFor());

    assertEquals(List.of(), temporaryFiles());
  }

  @Test
  void doesNotClearTheFilesOfAnotherRunThatIsMeasuring() throws Exception {
    Process run = measuring();
    List<String> files = temporaryFiles();

    assertEquals(0, start("list").waitFor());

    assertEquals(files, temporaryFiles());
    assertTrue(run.isAlive());
    run.destroy();
    run.waitFor();
  }

  /** JMH also starts processes that end soon. */
  private static void stop(ProcessHandle process) throws Exception {
    int exitCode =
        new ProcessBuilder("kill", "-STOP", String.valueOf(process.pid()))
            .redirectErrorStream(true)
            .redirectOutput(ProcessBuilder.Redirect.DISCARD)
            .start()
            .waitFor();
    assertTrue(exitCode == 0 || !process.isAlive(), process + " does not stop");
  }

  /** A run whose first cell is with JMH, in a JVM of its own. */
  private Process measuring() throws Exception {
    Files.createDirectory(temp.resolve("tmp"));
    Process run =
        start("run", "--arch=MobileNet_0.25", "--measure=latency", "--out=" + folder().path());
    while (run.descendants().count() < 2) {
      assertTrue(run.isAlive());
      Thread.sleep(20);
    }
    return run;
  }

  private Process start(String... arguments) throws IOException {
    return OwnJvm.convbench(List.of("-Djava.io.tmpdir=" + temp.resolve("tmp")), arguments)
        .redirectErrorStream(true)
        .redirectOutput(temp.resolve("printed").toFile())
        .start();
  }

  private static void await(List<ProcessHandle> processes) throws Exception {
    for (ProcessHandle process : processes) {
      process.onExit().get();
    }
  }

  private RunFolder folder() {
    return new RunFolder(temp.resolve("run"));
  }

  private List<String> temporaryFiles() {
    try (Stream<Path> files = Files.list(temp.resolve("tmp"))) {
      return files.map(file -> file.getFileName().toString()).toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
