package io.convbench.harness.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.convbench.results.Column;
import io.convbench.results.ResultsCsv;
import io.convbench.results.Row;
import io.convbench.results.Status;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

class ReportCommandTest {

  private static final Row COST =
      Row.empty()
          .with(Column.RUN_ID, "run-1")
          .with(Column.ARCHITECTURE, "VGG16")
          .with(Column.MEASUREMENT, "cost")
          .with(Status.OK, "")
          .with(Column.MACS, 15_470_000_000L);

  @TempDir private Path folder;
  private Path run;
  private final StringWriter out = new StringWriter();
  private final StringWriter err = new StringWriter();

  @BeforeEach
  void write() throws IOException {
    run = run("run", COST);
  }

  /** The report's folder is named by the run's id where no --out is given. */
  @Test
  void writesNowhereWhereAReceivedFileTellsItTo() throws IOException {
    for (String id : List.of("../../x", folder.resolve("absolute").toString())) {
      Path results = run.resolve("results.csv");
      ResultsCsv.write(results, List.of(COST));
      Files.writeString(results, Files.readString(results).replace("run-1,", id + ","));

      assertEquals(2, report(run.toString()));

      assertEquals(
          "convbench: %s, line 2, column run_id: '%s' is not a name of at most 120 letters, digits and . _ + -, the first a letter or digit"
              .formatted(results, id),
          err.toString().strip());
      assertFalse(Files.exists(folder.resolve("absolute")));
      err.getBuffer().setLength(0);
    }
  }

  @Test
  void refusesToWriteIntoTheFolderOfARun() throws IOException {
    Path other = run("other", COST);

    assertEquals(2, report(run.toString(), "--out", other.toString()));

    assertEquals(
        "convbench: --out %s is the folder of a run: pass another folder, e.g. %s"
            .formatted(other, other.resolve("report")),
        err.toString().strip());
    assertFalse(Files.exists(other.resolve("index.html")));
  }

  @Test
  void takesTwoRunsOfOneId() throws IOException {
    Path other = run("other", COST.with(Column.MACS, 1));

    assertEquals(
        0, report(run.toString(), other.toString(), "--out", folder + "/html"), err::toString);

    String page = Files.readString(folder.resolve("html/index.html"));
    assertTrue(page.contains("2 runs on AMD EPYC, 2 cores, 16 GiB"));
    assertTrue(page.contains("1 older ones are not shown"), "their costs differ");
  }

  @Test
  void refusesTheSameRunTwice() throws IOException {
    assertEquals(2, report(run.toString(), folder.resolve("./run").toString()));
    assertTrue(
        err.toString()
            .contains("is the folder of a run that was named before: name every run once"),
        err::toString);
  }

  @Test
  void refusesARunOfNothing() throws IOException {
    Path empty = run("empty");
    assertEquals(2, report(empty.toString()));
    assertTrue(err.toString().contains("holds no row: nothing was measured"), err::toString);
  }

  private int report(String... arguments) {
    CommandLine command =
        Convbench.commandLine().setOut(new PrintWriter(out)).setErr(new PrintWriter(err));
    String[] all = new String[arguments.length + 1];
    all[0] = "report";
    System.arraycopy(arguments, 0, all, 1, arguments.length);
    return command.execute(all);
  }

  private Path run(String name, Row... rows) throws IOException {
    Path path = Files.createDirectories(folder.resolve(name));
    Files.writeString(path.resolve("journal.jsonl"), "");
    ResultsCsv.write(path.resolve("results.csv"), List.of(rows));
    SomeMachine.at("2026-11-23T12:00:00Z").write(path.resolve("environment.json"));
    return path;
  }
}
