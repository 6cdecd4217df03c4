package io.convbench.harness.devicecheck;

import static io.convbench.harness.devicecheck.CheckRows.cell;
import static io.convbench.harness.devicecheck.CheckRows.failed;
import static io.convbench.harness.devicecheck.CheckRows.latency;
import static io.convbench.harness.devicecheck.CheckRows.skipped;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.convbench.results.Column;
import io.convbench.results.FailureKind;
import io.convbench.results.Row;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.OptionalDouble;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Latencies against CUDA's events, the card's peak, and PyTorch in Python. */
class DeviceTimesTest {

  private static final OptionalDouble RESNET50_MACS = OptionalDouble.of(3.86e9);

  @Test
  void wantsATimeOfEveryBatch() {
    assertEquals(
        "PASS latency of pytorch: batch 1 1.50 ms, batch 128 21.00 ms (the largest batch takes"
            + " longest)",
        measured(latency(1, 1.5), latency(128, 21)));
    assertEquals(
        "FAIL latency of pytorch: batch 1 1.50 ms, batch 128 1.40 ms (the largest batch takes"
            + " longest)",
        measured(latency(1, 1.5), latency(128, 1.4)));
    assertEquals(
        "FAIL latency of pytorch: the process crashed",
        measured(
            latency(1, 1.5),
            failed(cell("ResNet50", "latency"), FailureKind.CRASHED, "the process crashed")));
    assertEquals(
        "SKIP latency of pytorch: time was up; batch 1 1.50 ms",
        measured(latency(1, 1.5), skipped(cell("ResNet50", "latency"))));
  }

  @Test
  void seesAReadThatDidNotWaitForTheDevice() {
    assertEquals(
        "PASS latency of pytorch against CUDA events: batch 1 1.250 times, batch 128 1.010 times"
            + " (0.95 to 1.1 at the largest)",
        againstEvents(20.2));
    assertEquals(
        "FAIL latency of pytorch against CUDA events: batch 1 1.250 times, batch 128 0.100 times"
            + " (0.95 to 1.1 at the largest)",
        againstEvents(2));
    assertTrue(againstEvents(22.5).startsWith("FAIL"));
  }

  @Test
  void passesNoEventsOfAnotherBatch() {
    assertEquals(
        "SKIP latency of pytorch against CUDA events: no events of the largest batch were recorded",
        LatencyCriterion.againstEvents(List.of(latency(1, 1.5), latency(8, 2)), peer(1.2, 20))
            .toString());
  }

  /** 2 x 3.86e9 x 128 / 20 ms are 49.4 TFLOP/s, 73.8 % of the H100's 66.9; in 2 ms 738 %. */
  @Test
  void seesMoreOperationsThanTheCardHas() {
    assertEquals(
        "PASS rate of pytorch below the card's peak: at most 73.9 % of NVIDIA H100 80GB HBM3's"
            + " (100 %)",
        withinPeak(latency(128, 20)));
    assertEquals(
        "FAIL rate of pytorch below the card's peak: at most 738.5 % of NVIDIA H100 80GB HBM3's"
            + " (100 %)",
        withinPeak(latency(128, 2)));
    assertEquals(
        "SKIP rate of pytorch below the card's peak: no peak is known of Tesla T4",
        withinPeak(latency(128, 2).with(Column.GPU_MODEL, "Tesla T4")));
  }

  @Test
  void allowsFivePercentMoreThanPython() {
    assertEquals(
        "PASS p50 at batch 1 against PyTorch in Python: 1.040 ms, Python's 1.000 (torch 2.11.0):"
            + " 1.040 times (at most 1.05)",
        againstPython(1.03, 1.05));
    assertEquals(
        "FAIL p50 at batch 1 against PyTorch in Python: 1.060 ms, Python's 1.000 (torch 2.11.0):"
            + " 1.060 times (at most 1.05)",
        againstPython(1.06, 1.06));
  }

  @Test
  void wantsBothTurns() {
    assertEquals(
        "FAIL p50 at batch 1 against PyTorch in Python: 1 and 1 times, not 2 of each",
        PeerCriterion.verdict(1, List.of(List.of(latency(1, 1))), List.of(peer(1, 20))).toString());
  }

  private static String measured(Row... rows) {
    return LatencyCriterion.measured(new EngineRows("pytorch", List.of(rows))).toString();
  }

  private static String againstEvents(double millisOfLargest) {
    return LatencyCriterion.againstEvents(
            List.of(latency(1, 1.5), latency(128, millisOfLargest)), peer(1.2, 20))
        .toString();
  }

  private static String withinPeak(Row row) {
    return LatencyCriterion.withinPeak("pytorch", List.of(row), RESNET50_MACS).toString();
  }

  private static String againstPython(double first, double second) {
    return PeerCriterion.verdict(
            1,
            List.of(
                List.of(latency(1, first), latency(32, 9)),
                List.of(latency(1, second), latency(32, 9))),
            List.of(peer(1.2, 20), peer(1.2, 20)))
        .toString();
  }

  @Test
  void refusesNoTimesOfPython(@TempDir Path folder) throws IOException {
    Path file = Files.writeString(folder.resolve("peer.json"), "null");

    assertEquals(
        file + " is not what peer.py writes: null",
        assertThrows(IOException.class, () -> PeerTimes.read(file)).getMessage());
  }

  /** Medians of batch 1 and 128; Python's own is 1 ms at batch 1. */
  private static PeerTimes peer(double eventsOfOne, double eventsOfLargest) {
    return new PeerTimes(
        "2.11.0",
        "NVIDIA H100 80GB HBM3",
        List.of(
            new PeerTimes.OfBatch(1, 900, 1, OptionalDouble.of(eventsOfOne)),
            new PeerTimes.OfBatch(128, 70, 20.1, OptionalDouble.of(eventsOfLargest))));
  }
}
