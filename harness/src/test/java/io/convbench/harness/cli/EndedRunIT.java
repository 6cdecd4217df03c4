package io.convbench.harness.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.convbench.results.ResultsCsv;
import io.convbench.results.Row;
import io.convbench.results.RunFolder;
import io.convbench.results.Status;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** What is left of a run that somebody ends while a cell is being measured, and of an export. */
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
    String printed = Files.readString(temp.resolve("printed"));
    assertTrue(
        printed.endsWith(
            """
            convbench: stopped; 0 of 1 cells have their row in %1$s
            Continue with: convbench run --arch=MobileNet_0.25 --measure=latency --out=%1$s --resume
            """
                .formatted(folder().path())),
        printed);
    assertEquals(
        List.of(Optional.of(Status.SKIPPED)),
        ResultsCsv.read(folder().results()).stream().map(Row::status).toList());
  }

  /**
   * A library that asks a terminal how wide it is may take Ctrl-C for itself. {@code script} of
   * util-linux gives a terminal. The shell that it starts is replaced: dash would take Ctrl-C too,
   * and end the terminal before convbench has printed.
   */
  @Test
  void tidiesUpAtCtrlCOnATerminal() throws Exception {
    assumeTrue(Files.isExecutable(Path.of("/usr/bin/script")), "skipped: no /usr/bin/script");
    Files.createDirectory(temp.resolve("tmp"));
    String command =
        OwnJvm.convbench(
                List.of("-Djava.io.tmpdir=" + temp.resolve("tmp")),
                "run",
                "--arch=MobileNet_0.25",
                "--measure=latency",
                "--out=" + folder().path())
            .command()
            .stream()
            .map(word -> "'" + word + "'")
            // Jobs that a script starts in the background ignore the signal, and so would these.
            .collect(Collectors.joining(" ", "exec env --default-signal=INT ", ""));
    Process terminal =
        new ProcessBuilder("/usr/bin/script", "-qefc", command, "/dev/null")
            .redirectErrorStream(true)
            .redirectOutput(temp.resolve("printed").toFile())
            .start();
    while (terminal.descendants().count() < 3) {
      assertTrue(terminal.isAlive());
      Thread.sleep(20);
    }
    List<ProcessHandle> children = terminal.descendants().toList();

    terminal.getOutputStream().write(3);
    terminal.getOutputStream().flush();

    terminal.waitFor();
    await(children);
    String printed = Files.readString(temp.resolve("printed"));
    assertTrue(printed.contains("Continue with: convbench run --arch=MobileNet_0.25"), printed);
    assertEquals(List.of(), temporaryFiles());
  }

  @Test
  @Tag("conformance")
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
  void leavesFilesWhenItIsKilledWhichTheNextStartClearsAndNoneBefore() throws Exception {
    Process run = measuring();
    List<ProcessHandle> children = run.descendants().toList();
    List<String> files = temporaryFiles();
    assertEquals(1, files.size(), files::toString);
    assertEquals(0, start("list").waitFor());
    assertEquals(files, temporaryFiles(), "those of a run that is measuring");
    assertTrue(run.isAlive());

    run.destroyForcibly().waitFor();

    await(children);
    assertEquals(files, temporaryFiles());
    assertEquals(0, start("list").waitFor());
    assertEquals(List.of(), temporaryFiles());
  }

  @Test
  void leavesNothingOfAnExport() throws Exception {
    Files.createDirectory(temp.resolve("tmp"));
    Path exported = Files.createDirectory(temp.resolve("exported"));
    Process export =
        start("export", "VGG16", "--format=onnx", "--out=" + exported.resolve("vgg.onnx"));
    while (names(exported).isEmpty()) {
      assertTrue(export.isAlive());
      Thread.sleep(20);
    }

    export.destroy();

    assertEquals(128 + 15, export.waitFor());
    assertEquals(List.of(), names(exported));
    assertEquals("", Files.readString(temp.resolve("printed")));
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
    return names(temp.resolve("tmp"));
  }

  private static List<String> names(Path folder) {
    try (Stream<Path> files = Files.list(folder)) {
      return files.map(file -> file.getFileName().toString()).toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
