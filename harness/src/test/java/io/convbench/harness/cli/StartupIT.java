package io.convbench.harness.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.convbench.results.Column;
import io.convbench.results.ResultsCsv;
import io.convbench.results.Row;
import io.convbench.results.RunFolder;
import io.convbench.results.Status;
import io.convbench.results.trust.Verdict;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Loading, first pass, and the way from JPEG to class; model files that are a file and a folder.
 */
class StartupIT {

  @TempDir private Path temp;

  @Test
  void measuresLoadsFirstPassAndTheWayFromJpegToClass() throws Exception {
    RunFolder run = new RunFolder(temp.resolve("run"));

    int exitCode =
        Convbench.commandLine()
            .execute(
                "run",
                "--arch=MobileNet_0.25",
                "--engine=onnxruntime",
                "--measure=startup,end-to-end",
                "--quick",
                "--strict",
                "--out=" + run.path());

    List<Row> rows = ResultsCsv.read(run.results());
    assertEquals(2, rows.size());
    boolean valid = rows.stream().allMatch(row -> Verdict.of(row) == Verdict.VALID);
    assertEquals(valid ? 0 : 1, exitCode, "what --strict says");
    for (Row row : rows) {
      assertEquals(Optional.of(Status.OK), row.status(), row::toString);
      assertNotEquals(Verdict.UNKNOWN, Verdict.of(row), row::toString);
      assertEquals(
          Verdict.of(row) != Verdict.VALID,
          row.text(Column.VERDICT_REASONS).isPresent(),
          row::toString);
      assertTrue(number(row, Column.TIMED_S) > 0);
    }
    assertStarts(rows.get(0));
    assertAnswers(rows.get(1));
    String page = Files.readString(run.path().resolve("report/index.html"));
    assertTrue(page.contains("Start, ms") && page.contains("JPEG to class, ms"), "the table");
  }

  private static void assertStarts(Row row) {
    assertTrue(number(row, Column.LOAD_FIRST_MS) > 0);
    assertTrue(number(row, Column.FIRST_PASS_MS) > 0);
    assertTrue(number(row, Column.LOAD_WARM_MS) > 0);
    String source = row.text(Column.LOAD_COLD_SOURCE).orElseThrow();
    assertEquals(
        source.startsWith("posix_fadvise; mincore"),
        row.number(Column.LOAD_COLD_MS).isPresent(),
        source);
  }

  private static void assertAnswers(Row row) {
    double whole = number(row, Column.END_TO_END_P50_MS);
    assertTrue(whole >= number(row, Column.END_TO_END_CROP_P50_MS), row::toString);
    assertTrue(whole >= number(row, Column.END_TO_END_PASS_P50_MS), row::toString);
    assertTrue(number(row, Column.END_TO_END_P90_MS) >= whole, row::toString);
    assertTrue(number(row, Column.END_TO_END_SAMPLES) >= 11, row::toString);
    assertTrue(
        row.text(Column.END_TO_END_IMAGE)
            .orElseThrow()
            .matches(
                "synthetic JPEG of 500 x 375 pixels, \\d+ bytes, seed 1;"
                    + " protocol cubic256-crop224"),
        row::toString);
  }

  private static double number(Row row, Column column) {
    return row.number(column).orElseThrow();
  }
}
