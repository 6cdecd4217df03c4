package io.convbench.harness.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.convbench.results.Column;
import io.convbench.results.Environment;
import io.convbench.results.FailureKind;
import io.convbench.results.ResultsCsv;
import io.convbench.results.Row;
import io.convbench.results.RunFolder;
import io.convbench.results.Status;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.stream.Collectors;
import org.apache.commons.io.file.PathUtils;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

/** What a resumed run tries again, and where it may be resumed. */
class ResumeIT {

  private static final List<String> ARCHITECTURES = List.of("MobileNet", "MobileNetV2", "VGG16");

  @TempDir private static Path measured;

  @TempDir private Path temp;
  private final StringWriter err = new StringWriter();

  /** Once, for all tests that resume it. */
  @BeforeAll
  static void measure() {
    assertEquals(0, Convbench.commandLine().execute(arguments(new RunFolder(measured))));
  }

  @Test
  void triesAgainWhatWasKilledAndLeavesWhatCrashed() throws Exception {
    RunFolder run = started();
    fail(run, "MobileNet", FailureKind.KILLED);
    fail(run, "MobileNetV2", FailureKind.CRASHED);
    List<String> journal = Files.readAllLines(run.journal());

    assertEquals(1, execute(run, "--resume"), "one has failed for good");

    Map<String, Row> rows = rows(run);
    assertEquals(OptionalLong.of(2), rows.get("MobileNet").integer(Column.TRIES));
    assertTrue(rows.get("MobileNet").ok());
    assertEquals(Optional.of(FailureKind.CRASHED), rows.get("MobileNetV2").failureKind());
    assertEquals(OptionalLong.empty(), rows.get("VGG16").integer(Column.TRIES));
    assertEquals(journal, Files.readAllLines(run.journal()).subList(0, 4), "nothing is lost");
    assertEquals(5, Files.readAllLines(run.journal()).size());

    assertEquals(0, execute(run, "--resume", "--retry-failed"));
    assertTrue(rows(run).values().stream().allMatch(Row::ok));
  }

  @Test
  void goesOnWithTheOptionsOfTheRunWhenNoneAreGiven() throws Exception {
    RunFolder run = new RunFolder(temp.resolve("run"));
    String[] asked = {"run", "--arch=VGG16,MobileNet", "--measure=cost", "--out=" + run.path()};
    assertEquals(0, Convbench.commandLine().execute(asked));
    fail(run, "MobileNet", FailureKind.KILLED);

    int exitCode = Convbench.commandLine().execute("run", "--resume", "--out=" + run.path());

    assertEquals(0, exitCode);
    assertEquals(Set.of("VGG16", "MobileNet"), rows(run).keySet());
    assertEquals(OptionalLong.of(2), rows(run).get("MobileNet").integer(Column.TRIES));
  }

  @Test
  void triesAStoppedCellAgainUnderAHigherLimit() throws Exception {
    RunFolder run = started();
    fail(run, "VGG16", FailureKind.TIMEOUT);
    Files.writeString(
        run.journal(),
        Files.readString(run.journal())
            .replace(
                "\"failure_kind\":\"timeout\"",
                "\"failure_kind\":\"timeout\",\"cell_limit_s\":1200"));

    assertEquals(1, execute(run, "--resume"));
    assertEquals(OptionalLong.of(1200), rows(run).get("VGG16").integer(Column.CELL_LIMIT_S));
    assertEquals(0, execute(run, "--resume", "--cell-limit=7200"));
    assertEquals(OptionalLong.of(2), rows(run).get("VGG16").integer(Column.TRIES));
  }

  @Test
  void goesOnElsewhereWhenItIsTold() throws Exception {
    RunFolder run = started();
    fail(run, "VGG16", FailureKind.CRASHED);
    Environment here = Environment.read(run.environment());
    Files.writeString(
        run.environment(),
        Files.readString(run.environment())
            .replace(here.cpuModel(), "VIA C3")
            .replace("\"" + here.commit() + "\"", "\"abcdef\""));
    byte[] first = Files.readAllBytes(run.environment());
    byte[] journal = Files.readAllBytes(run.journal());

    assertEquals(2, execute(run, "--resume"));

    assertEquals(
        "convbench: this run was measured on another machine or version (here: processor %s, not VIA C3; convbench %s, not abcdef): continue there, start a new run, or pass --anyway to mix both in one run\n"
            .formatted(here.cpuModel(), here.commit()),
        err.toString());
    assertEquals(new String(journal), Files.readString(run.journal()));
    assertFalse(Files.exists(run.environment(2)));

    assertEquals(0, execute(run, "--resume", "--anyway"));

    Map<String, Row> rows = rows(run);
    assertEquals(Optional.of("environment.json"), environment(rows, "MobileNet"));
    assertEquals(Optional.of("environment-2.json"), environment(rows, "VGG16"));
    assertEquals(new String(first), Files.readString(run.environment()), "the first stays");
    assertEquals(here.cpuModel(), Environment.read(run.environment(2)).cpuModel());
    assertEquals(0, execute(run, "--resume"), "it is known by now");
  }

  @Test
  void doesNotGoOnUnderOtherVariablesAndAnotherKernelUnasked() throws Exception {
    RunFolder run = started();
    Environment here = Environment.read(run.environment());
    Files.writeString(
        run.environment(),
        Files.readString(run.environment())
            .replace(here.platform().kernel(), "2.6.18")
            .replaceFirst("\"variables\" : \\{[^}]*}", "\"variables\" : {\"KMP_TPAUSE\":\"7\"}"));

    assertEquals(2, execute(run, "--resume"));

    String kernel = "(here: kernel %s, not 2.6.18; ".formatted(here.platform().kernel());
    assertTrue(err.toString().contains(kernel), err.toString());
    assertTrue(err.toString().contains("; KMP_TPAUSE unset, not 7"), err.toString());
    assertFalse(Files.exists(run.environment(2)));
  }

  /** An engine's cell is expected to take more than three seconds, the graph's one. */
  @Test
  void measuresWhatDidNotFitTheBudget() throws Exception {
    RunFolder run = new RunFolder(temp.resolve("run"));
    int exitCode =
        Convbench.commandLine()
            .execute(
                "run",
                "--arch=MobileNet_0.25",
                "--engine=onnxruntime",
                "--measure=cost,memory",
                "--budget=3s",
                "--out=" + run.path());

    assertEquals(0, exitCode);
    List<Row> rows = ResultsCsv.read(run.results());
    assertTrue(rows.get(0).ok(), rows::toString);
    assertEquals(Optional.of(Status.SKIPPED), rows.get(1).status());
    assertEquals(
        Optional.of("did not fit --budget 3s: --resume measures it"),
        rows.get(1).text(Column.REASON));
    assertEquals(2, Files.readAllLines(run.journal()).size(), "it can be resumed");

    int resumed = Convbench.commandLine().execute("run", "--resume", "--out=" + run.path());

    assertEquals(0, resumed);
    assertTrue(ResultsCsv.read(run.results()).stream().allMatch(Row::ok));
  }

  @Test
  void refusesOptionsThatWouldDoNothing() {
    assertEquals(2, execute(new RunFolder(temp.resolve("none")), "--retry-failed"));
    assertEquals(
        "convbench: --retry-failed is for continuing a run: pass --resume, too\n", err.toString());
  }

  private RunFolder started() throws IOException {
    RunFolder run = new RunFolder(temp.resolve("run"));
    PathUtils.copyDirectory(measured, run.path());
    return run;
  }

  /** Makes of an architecture's row what a failure would have left. */
  private static void fail(RunFolder run, String architecture, FailureKind kind) throws Exception {
    List<String> lines = new ArrayList<>();
    for (String line : Files.readAllLines(run.journal())) {
      lines.add(
          line.contains("{\"cell\":\"%s-cost\"".formatted(architecture))
              ? line.replace(
                  "\"status\":\"ok\"",
                  "\"status\":\"failed\",\"reason\":\"-\",\"failure_kind\":\"%s\""
                      .formatted(kind.word()))
              : line);
    }
    Files.write(run.journal(), lines);
  }

  private static Map<String, Row> rows(RunFolder run) throws Exception {
    return ResultsCsv.read(run.results()).stream()
        .collect(Collectors.toMap(row -> row.text(Column.ARCHITECTURE).orElseThrow(), row -> row));
  }

  private static Optional<String> environment(Map<String, Row> rows, String architecture) {
    return rows.get(architecture).text(Column.ENVIRONMENT);
  }

  private int execute(RunFolder run, String... more) {
    err.getBuffer().setLength(0);
    CommandLine command = Convbench.commandLine().setErr(new PrintWriter(err, true));
    return command.execute(arguments(run, more));
  }

  private static String[] arguments(RunFolder run, String... more) {
    List<String> arguments = new ArrayList<>();
    arguments.add("run");
    arguments.add("--arch=" + String.join(",", ARCHITECTURES));
    arguments.add("--measure=cost");
    arguments.add("--out=" + run.path());
    arguments.addAll(List.of(more));
    return arguments.toArray(String[]::new);
  }
}
