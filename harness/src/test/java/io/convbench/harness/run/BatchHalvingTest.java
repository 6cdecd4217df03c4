package io.convbench.harness.run;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.convbench.harness.cell.Cell;
import io.convbench.harness.process.OomDiagnosis;
import io.convbench.results.Column;
import io.convbench.results.Failure;
import io.convbench.results.FailureKind;
import io.convbench.results.Row;
import io.convbench.results.Status;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;

class BatchHalvingTest {

  private static final Row MEASURED =
      Row.empty().with(Column.LATENCY_P50_MS, 7.0).with(Status.OK, "");

  private static final OomDiagnosis CRASH =
      new OomDiagnosis("ended by SIGSEGV, which may be lack of memory", false);

  private OomDiagnosis lack = new OomDiagnosis("does not fit in memory (std::bad_alloc)", true);
  private final Map<Integer, Row> rows = new LinkedHashMap<>();

  @Test
  void halvesUntilABatchFits() throws Exception {
    Row asked = run(512, 128);

    assertEquals(List.of(128, 256, 512), List.copyOf(rows.keySet()), "each a row of its own");
    assertEquals(OptionalLong.of(128), asked.integer(Column.BATCH_RAN));
    assertEquals(Optional.of(Status.UNAVAILABLE), asked.status());
    assertEquals(
        Optional.of(
            "batch 512 does not fit in memory (std::bad_alloc): batch 128 ran, see its row"),
        asked.text(Column.REASON));
  }

  @Test
  void givesTheSmallerBatchsValuesToNoOtherRow() throws Exception {
    run(512, 128);

    assertEquals(MEASURED, rows.get(128));
    assertEquals(
        List.of(Column.STATUS, Column.REASON, Column.BATCH_RAN, Column.FAILURE_KIND),
        List.copyOf(rows.get(256).values().keySet()));
  }

  @Test
  void leavesABatchThatFitsAsItIs() throws Exception {
    assertEquals(MEASURED, run(64, 128));
    assertEquals(List.of(64), List.copyOf(rows.keySet()));
  }

  @Test
  void failsWhereNotEvenOneImageFits() throws Exception {
    Row asked = run(3, 0);

    assertEquals(List.of(1, 3), List.copyOf(rows.keySet()));
    assertEquals(Optional.of(Status.FAILED), asked.status());
    assertEquals(
        Optional.of("batch 3 does not fit in memory (std::bad_alloc), and no smaller one ran"),
        asked.text(Column.REASON));
    assertEquals(Optional.of("crashed"), rows.get(1).text(Column.REASON));
  }

  @Test
  void doesNotHalveWhatFailsForAnotherReason() throws Exception {
    Row failed = Row.empty().with(new Failure(FailureKind.DISK_FULL, "the disk is full"));
    BatchHalving halving =
        new BatchHalving(
            cell -> {
              throw new AssertionError("tried " + cell);
            });

    assertEquals(failed, halving.row(cell(8), new BatchHalving.Trial(failed, Optional.empty())));
  }

  @Test
  void triesOneImageFirstAfterACrashOfWhichNothingHintsAtMemory() throws Exception {
    lack = CRASH;

    Row asked = run(64, 0);

    assertEquals(List.of(1, 64), List.copyOf(rows.keySet()), "none in between");
    assertEquals(Optional.of(Status.FAILED), asked.status());
    assertEquals(Optional.of("crashed; at batch 1, too"), asked.text(Column.REASON));
    assertEquals(Optional.of(FailureKind.CRASHED), asked.failureKind());
  }

  @Test
  void halvesAfterSuchACrashWhereOneImageRuns() throws Exception {
    lack = CRASH;

    Row asked = run(64, 16);

    assertEquals(List.of(1, 16, 32, 64), List.copyOf(rows.keySet()));
    assertEquals(OptionalLong.of(16), asked.integer(Column.BATCH_RAN));
    assertEquals(
        Optional.of(
            "batch 64 ended by SIGSEGV, which may be lack of memory: batch 16 ran, see its row"),
        asked.text(Column.REASON));
  }

  private Row run(int batch, int largest) throws IOException, InterruptedException {
    return row(cell(batch), largest);
  }

  private Row row(Cell cell, int largest) throws IOException, InterruptedException {
    if (rows.containsKey(cell.running().batch())) {
      return rows.get(cell.running().batch());
    }
    Row failed = Row.empty().with(new Failure(FailureKind.CRASHED, "crashed"));
    BatchHalving.Trial trial =
        cell.running().batch() <= largest
            ? new BatchHalving.Trial(MEASURED, Optional.empty())
            : new BatchHalving.Trial(failed, Optional.of(lack));
    Row row = new BatchHalving(half -> row(half, largest)).row(cell, trial);
    rows.put(cell.running().batch(), row);
    return row;
  }

  private static Cell cell(int batch) {
    return SampleCells.cell("VGG16", batch, "latency");
  }
}
