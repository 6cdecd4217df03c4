package io.convbench.harness.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.convbench.results.CellId;
import io.convbench.results.Column;
import io.convbench.results.ResultsCsv;
import io.convbench.results.Row;
import io.convbench.results.RunFolder;
import io.convbench.results.trust.Verdict;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.OptionalLong;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A cell that is timed in rounds, killed between them and resumed. */
class RoundsIT {

  @TempDir private Path temp;

  @Test
  @Tag("conformance")
  void goesOnWithTheMissingRoundAndKeepsTheOthers() throws Exception {
    RunFolder run = new RunFolder(temp.resolve("run"));
    int code = execute(run, "--strict");

    Row row = only(run.results());
    assertEquals(Verdict.of(row) == Verdict.VALID ? 0 : 1, code, "what --strict says");
    assertEquals(OptionalLong.of(2), row.integer(Column.ROUNDS));
    assertEquals(OptionalLong.of(2), row.integer(Column.ATTEMPTS));
    List<Row> attempts = ResultsCsv.read(run.attempts());
    assertEquals(
        attempts.stream().mapToLong(one -> one.integer(Column.LATENCY_SAMPLES).orElseThrow()).sum(),
        row.integer(Column.LATENCY_SAMPLES).orElseThrow());
    double low = row.number(Column.LATENCY_P50_PI95_LOW_MS).orElseThrow();
    double median = row.number(Column.LATENCY_P50_MS).orElseThrow();
    assertTrue(0 < low && low <= median, () -> low + " to " + median);
    assertTrue(row.number(Column.EFFICIENCY).orElseThrow() > 0);
    assertTrue(row.number(Column.CALIBRATION_AFTER_GMACS_PER_S).orElseThrow() > 0);
    assertTrue(row.number(Column.MEMORY_COPY_GB_PER_S).orElseThrow() > 0);

    List<String> journal = Files.readAllLines(run.journal());
    assertEquals(3, journal.size(), "header and a line per process");
    // What a kill in the middle of the second process leaves behind.
    Files.writeString(
        run.journal(),
        String.join("\n", journal.subList(0, 2)) + "\n",
        StandardOpenOption.TRUNCATE_EXISTING);
    Files.delete(run.results());
    String cell = CellId.of(row);
    byte[] first = Files.readAllBytes(run.latency(cell, 1));

    assertEquals(0, execute(run, "--resume"));

    assertEquals(journal.subList(0, 2), Files.readAllLines(run.journal()).subList(0, 2));
    assertEquals(3, Files.readAllLines(run.journal()).size(), "the missing one alone");
    assertEquals(new String(first), Files.readString(run.latency(cell, 1)), "is not timed again");
    assertEquals(OptionalLong.of(2), only(run.results()).integer(Column.ROUNDS));
    assertEquals(
        attempts.get(0).number(Column.LATENCY_P50_MS),
        ResultsCsv.read(run.attempts()).get(0).number(Column.LATENCY_P50_MS));
  }

  /** As if something had disturbed the first process. */
  @Test
  @Tag("conformance")
  void measuresADisturbedStartOnceMoreAndKeepsBoth() throws Exception {
    RunFolder run = new RunFolder(temp.resolve("run"));
    assertEquals(0, start(run, "--repeat-budget=0"));
    List<String> journal = Files.readAllLines(run.journal());
    assertEquals(2, journal.size(), "header and a process");
    assertEquals(OptionalLong.of(1), only(run.results()).integer(Column.ATTEMPTS));
    String disturbed = DisturbedProcess.in(run);

    // As much time again as the first process took, by the journal.
    assertEquals(0, start(run, "--repeat-budget=100", "--resume"));

    assertEquals(disturbed, Files.readAllLines(run.journal()).get(1));
    List<Row> attempts = ResultsCsv.read(run.attempts());
    assertEquals(Verdict.INVALID, Verdict.of(attempts.get(0)));
    Row row = only(run.results());
    assertTrue(attempts.size() >= 2, () -> attempts.size() + " processes");
    assertEquals(OptionalLong.of(attempts.size()), row.integer(Column.ATTEMPTS));
    Row best = attempts.stream().min(Comparator.comparing(Verdict::of)).orElseThrow();
    assertEquals(Verdict.of(best), Verdict.of(row));
    assertEquals(best.number(Column.LOAD_FIRST_MS), row.number(Column.LOAD_FIRST_MS));
    assertTrue(row.number(Column.DURATION_S).orElseThrow() > 600, "of all processes");
  }

  private static Row only(Path results) throws Exception {
    List<Row> rows = ResultsCsv.read(results);
    assertEquals(1, rows.size());
    return rows.get(0);
  }

  private static int execute(RunFolder run, String... more) {
    List<String> arguments =
        new ArrayList<>(List.of("--measure=latency", "--quick", "--rounds=2", "--repeat-budget=0"));
    arguments.addAll(List.of(more));
    return executed(run, arguments.toArray(String[]::new));
  }

  private static int start(RunFolder run, String... more) {
    List<String> arguments = new ArrayList<>(List.of("--measure=startup", "--quick", "--rounds=1"));
    arguments.addAll(List.of(more));
    return executed(run, arguments.toArray(String[]::new));
  }

  private static int executed(RunFolder run, String... more) {
    List<String> arguments =
        new ArrayList<>(
            List.of("run", "--arch=MobileNet_0.25", "--engine=onnxruntime", "--out=" + run.path()));
    arguments.addAll(List.of(more));
    return Convbench.commandLine().execute(arguments.toArray(String[]::new));
  }
}
