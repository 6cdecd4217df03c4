package io.convbench.harness.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.convbench.results.Column;
import io.convbench.results.Row;
import io.convbench.results.Status;
import java.util.List;
import org.junit.jupiter.api.Test;

class SummaryTableTest {

  private static final Row CELL =
      Row.empty()
          .with(Column.ARCHITECTURE, "MobileNetV2")
          .with(Column.ENGINE, "pytorch")
          .with(Column.DEVICE, "cpu")
          .with(Column.BATCH, 8)
          .with(Column.PRECISION, "bf16")
          .with(Column.THREADS, 2);

  @Test
  void joinsAConfigurationsFiguresInTheirUnits() {
    Row measured =
        CELL.with(Column.MEASUREMENT, "latency")
            .with(Status.OK, "")
            .with(Column.PARAMETERS, 3_538_984)
            .with(Column.MACS, 300_774_272)
            .with(Column.LATENCY_P50_MS, 7.104)
            .with(Column.THROUGHPUT_IMAGES_PER_S, 140.8)
            .with(Column.MODEL_RSS_BYTES, 22_020_096)
            .with(Column.CONFORMANCE_ERROR, 1.23e-5)
            .with(Column.TOP1, 0.71796)
            .with(Column.TOP5, 0.90142);

    assertEquals(
        "MobileNetV2 pytorch bf16 8 3.54 0.301 7.10 140.8 21 1.2e-05 71.80 90.14",
        SummaryTable.of(List.of(measured)).lines().toList().get(1).replaceAll(" +", " "));
  }

  @Test
  void countsCellsByTheReasonWhyTheyHaveNoValue() {
    Row latency = CELL.with(Column.MEASUREMENT, "latency").with(Status.FAILED, "it crashed");
    Row memory = CELL.with(Column.MEASUREMENT, "memory").with(Status.FAILED, "it crashed");

    List<String> lines = SummaryTable.of(List.of(latency, memory)).lines().toList();

    assertEquals("2 cells failed: it crashed", lines.get(lines.size() - 1));
  }

  @Test
  void printsEachCautionOnceWithWhatItIsOf() {
    Row accuracy =
        CELL.with(Column.MEASUREMENT, "accuracy")
            .with(Status.OK, "")
            .with(Column.CAUTION, "top-1 is far below");

    List<String> lines =
        SummaryTable.of(List.of(accuracy, accuracy.with(Column.ENGINE, "tensorflow")))
            .lines()
            .toList();

    assertEquals(
        "caution, MobileNetV2 pytorch bf16, MobileNetV2 tensorflow bf16: top-1 is far below",
        lines.get(lines.size() - 1));
  }
}
