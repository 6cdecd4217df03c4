package io.convbench.harness.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.convbench.results.Column;
import io.convbench.results.FailureKind;
import io.convbench.results.ResultsCsv;
import io.convbench.results.Row;
import io.convbench.results.RunFolder;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/**
 * Children other than a cell's that Linux kills, as its OOM killer does; {@code
 * docs/reliability/faults.sh} ends all kinds of them in all ways.
 */
@Timeout(value = 3, unit = TimeUnit.MINUTES)
class KilledChildIT {

  @TempDir private Path temp;

  @BeforeEach
  void needProc() {
    assumeTrue(Files.isReadable(Path.of("/proc/self/cmdline")), "skipped: no /proc");
  }

  @Test
  void failsTheCellsThatNeededItsModelFileUntilTheRunIsResumed() throws Exception {
    RunFolder run = new RunFolder(temp.resolve("run"));
    Process convbench =
        start("run", "--arch=MobileNet_0.25", "--measure=conformance", "--out=" + run.path());

    kill(convbench, "ModelFileTask");

    assertEquals(1, convbench.waitFor());
    Row failed = ResultsCsv.read(run.results()).get(0);
    assertEquals(Optional.of(FailureKind.KILLED), failed.failureKind());
    assertEquals(
        Optional.of("no model file: process ended with exit code 137: killed (signal 9)"),
        failed.text(Column.REASON));

    assertEquals(0, start("run", "--resume", "--out=" + run.path()).waitFor());
    assertTrue(ResultsCsv.read(run.results()).get(0).ok());
  }

  @Tag("conformance")
  @Test
  void leavesTheRoundThatHadEndedAsTheCellsRow() throws Exception {
    RunFolder run = new RunFolder(temp.resolve("run"));
    Process convbench =
        start(
            "run",
            "--arch=MobileNet_0.25",
            "--engine=onnxruntime",
            "--measure=latency",
            "--quick",
            "--rounds=2",
            "--repeat-budget=0",
            "--out=" + run.path());
    while (!Files.exists(run.journal()) || Files.readAllLines(run.journal()).size() < 2) {
      assertTrue(convbench.isAlive(), "it had no first round");
      Thread.sleep(5);
    }

    kill(convbench, "CellTask");

    assertEquals(0, convbench.waitFor());
    Row row = ResultsCsv.read(run.results()).get(0);
    assertTrue(row.ok());
    assertEquals(OptionalLong.of(1), row.integer(Column.ROUNDS));
    assertEquals(OptionalLong.of(2), row.integer(Column.ATTEMPTS));
    assertTrue(reasons(row).endsWith("attempt 2 failed (killed)"), reasons(row));
    List<Row> attempts = ResultsCsv.read(run.attempts());
    assertEquals(attempts.get(0).number(Column.LATENCY_P50_MS), row.number(Column.LATENCY_P50_MS));
    assertEquals(
        Optional.of("process ended with exit code 137: killed (signal 9)"),
        attempts.get(1).text(Column.REASON));

    assertEquals(0, start("run", "--resume", "--out=" + run.path()).waitFor());
    Row resumed = ResultsCsv.read(run.results()).get(0);
    assertEquals(OptionalLong.of(2), resumed.integer(Column.ROUNDS));
    assertEquals(OptionalLong.of(3), resumed.integer(Column.ATTEMPTS));
    assertTrue(reasons(resumed).endsWith("attempt 2 failed (killed)"), reasons(resumed));
  }

  private static String reasons(Row row) {
    return row.text(Column.VERDICT_REASONS).orElse("");
  }

  @Test
  @Tag("conformance")
  void isNamedByDoctor() throws Exception {
    Process convbench = start("doctor");

    kill(convbench, "EngineReportTask");

    assertEquals(3, convbench.waitFor());
    List<String> marked =
        Files.readAllLines(temp.resolve("printed")).stream()
            .filter(line -> line.startsWith("! pytorch"))
            .toList();
    assertEquals(1, marked.size(), marked::toString);
    assertTrue(marked.get(0).contains("killed (signal 9)"), marked::toString);
  }

  private Process start(String... arguments) throws IOException {
    return OwnJvm.convbench(List.of(), arguments)
        .redirectErrorStream(true)
        .redirectOutput(temp.resolve("printed").toFile())
        .start();
  }

  private static void kill(Process parent, String task) throws Exception {
    while (true) {
      assertTrue(parent.isAlive(), "it had no child for " + task);
      Optional<ProcessHandle> child =
          parent.descendants().filter(one -> does(task, commandLine(one))).findFirst();
      if (child.isPresent()) {
        assertTrue(child.get().destroyForcibly());
        return;
      }
      Thread.sleep(5);
    }
  }

  /** Children that archive classes do tasks as a trial, without which a run goes on. */
  private static boolean does(String task, String commandLine) {
    return commandLine.contains(task + "\0") && !commandLine.contains("ArchiveClassesAtExit");
  }

  /** Java's own is cut off before the task. */
  private static String commandLine(ProcessHandle process) {
    try {
      return new String(
          Files.readAllBytes(Path.of("/proc", String.valueOf(process.pid()), "cmdline")),
          StandardCharsets.UTF_8);
    } catch (IOException gone) {
      return "";
    }
  }
}
