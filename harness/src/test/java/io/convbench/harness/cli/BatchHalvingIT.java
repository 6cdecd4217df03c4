package io.convbench.harness.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.convbench.results.Column;
import io.convbench.results.ResultsCsv;
import io.convbench.results.Row;
import io.convbench.results.RunFolder;
import io.convbench.results.Status;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A run whose children have little memory. */
class BatchHalvingIT {

  @TempDir private Path temp;

  /** 256 images of 224x224x3 float32 are 147 MiB, half of them 74. */
  @Test
  @Tag("conformance")
  void measuresHalfOfABatchThatDoesNotFit() throws Exception {
    RunFolder run = new RunFolder(temp.resolve("run"));
    ProcessBuilder convbench =
        OwnJvm.convbench(
                List.of(),
                "run",
                "--arch=MobileNet_0.25",
                "--batch=256",
                "--measure=latency,memory",
                "--quick",
                "--out=" + run.path())
            .inheritIO();
    convbench.environment().put("JAVA_TOOL_OPTIONS", "-Xmx120m");

    assertEquals(0, convbench.start().waitFor());

    List<Row> rows = ResultsCsv.read(run.results());
    assertEquals(
        List.of(256L, 256L, 128L, 128L),
        rows.stream().map(row -> row.integer(Column.BATCH).orElseThrow()).toList());
    for (Row asked : rows.subList(0, 2)) {
      assertEquals(Optional.of(Status.UNAVAILABLE), asked.status());
      assertEquals(OptionalLong.of(128), asked.integer(Column.BATCH_RAN));
      assertTrue(
          asked.text(Column.REASON).orElseThrow().startsWith("batch 256 does not fit in memory ("),
          asked.toString());
    }
    assertTrue(rows.get(2).number(Column.LATENCY_P50_MS).orElseThrow() > 0);
    assertTrue(rows.get(3).integer(Column.PEAK_RSS_BYTES).orElseThrow() > 0);
  }
}
