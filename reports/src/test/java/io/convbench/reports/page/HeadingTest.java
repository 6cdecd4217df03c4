package io.convbench.reports.page;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.convbench.reports.KerasTable;
import io.convbench.results.Column;
import io.convbench.results.RecordedRun;
import io.convbench.results.Row;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;

class HeadingTest {

  private static final Row LATENCY =
      KerasTable.latency(KerasTable.line("MobileNetV2"), "pytorch", 1);

  /** Their command lines would push the answers off the first screen. */
  @Test
  void foldsTheLinesOfManyRuns() {
    RecordedRun run = run(LATENCY);

    assertFalse(Heading.of(Collections.nCopies(3, run)).folded());
    assertTrue(Heading.of(Collections.nCopies(4, run)).folded());
  }

  /** One machine, although only one of its runs used the card. */
  @Test
  void namesTheCardsOfAMachineOnce() {
    Row onCard =
        LATENCY
            .with(Column.DEVICE, "gpu:0")
            .with(Column.GPU_MODEL, "NVIDIA H200")
            .with(Column.GPU_DRIVER, "580.159.04");
    String alone = Heading.of(List.of(run(LATENCY), run(LATENCY))).title();

    assertEquals(
        alone + ", NVIDIA H200, driver 580.159.04",
        Heading.of(List.of(run(LATENCY), run(onCard))).title());
  }

  private static RecordedRun run(Row row) {
    return KerasTable.recorded("run", List.of(row), KerasTable.environment());
  }
}
