package io.convbench.harness.devicecheck;

import static io.convbench.harness.devicecheck.CheckRows.GPU;
import static io.convbench.harness.devicecheck.CheckRows.MEBIBYTE;
import static io.convbench.harness.devicecheck.CheckRows.cell;
import static io.convbench.harness.devicecheck.CheckRows.conformance;
import static io.convbench.harness.devicecheck.CheckRows.failed;
import static io.convbench.harness.devicecheck.CheckRows.latency;
import static io.convbench.harness.devicecheck.CheckRows.unavailable;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.convbench.harness.engine.ComputeDevice;
import io.convbench.results.Column;
import io.convbench.results.FailureKind;
import io.convbench.results.ResultsCsv;
import io.convbench.results.Row;
import io.convbench.results.Status;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** VGG16's weights are 527 MiB; the device uses 900 MiB before. */
class CriteriaTest {

  private static final long WEIGHTS = 138_357_544L * 4;

  @TempDir private Path folder;

  @Test
  void provesPlacementByMemoryThatGrowsOnTheDeviceAlone() throws IOException {
    run("placement-pytorch", memory(1500));
    run("control-pytorch", memory(1500).with(Column.DEVICE, "cpu"));
    watch("placement-pytorch", 900, 900, 2410, 2400);
    watch("control-pytorch", 900, 905, 900);

    assertEquals(
        List.of(
            "PASS card and versions in rows of pytorch: NVIDIA H100 80GB HBM3, driver 580.65.06,"
                + " CUDA 13.0; DJL 0.36.0, PyTorch 2.11.0",
            "PASS placement of pytorch on gpu:0: the device's memory grew by 1510 MiB (at least the"
                + " weights' 527)",
            "PASS placement's negative control of pytorch: with the same model on the processor it"
                + " grew by 5 MiB (less than 263)"),
        lines("placement"));
    assertEquals(
        List.of(
            "PASS gpu_memory_bytes of pytorch: the row has 1500 MiB (nvidia-smi: this process),"
                + " nvidia-smi showed 1510 more during the run (apart by at most 151)"),
        lines("memory"));
  }

  @Test
  void seesAModelThatFellBackToTheProcessor() throws IOException {
    run("placement-pytorch", memory(1500));
    watch("placement-pytorch", 900, 1300, 900);

    assertEquals(
        "FAIL placement of pytorch on gpu:0: the device's memory grew by 400 MiB (at least the"
            + " weights' 527)",
        lines("placement").get(1));
    assertEquals(
        "SKIP placement's negative control of pytorch: time was up", lines("placement").get(2));
    assertTrue(lines("memory").get(0).startsWith("FAIL"), "1500 MiB of 400");
  }

  @Test
  void seesAControlThatControlsNothing() throws IOException {
    run("placement-pytorch", memory(1500));
    run("control-pytorch", memory(1500));
    watch("placement-pytorch", 900, 2400);
    watch("control-pytorch", 900, 2400);

    assertEquals(
        "FAIL placement's negative control of pytorch: with the same model on the processor it"
            + " grew by 1500 MiB (less than 263)",
        lines("placement").get(2));
  }

  @Test
  void failsWhereNoEngineComputedOnTheDevice() throws IOException {
    run(
        "placement-pytorch",
        unavailable(cell("VGG16", "memory"), FailureKind.MISSING, "no CUDA device"));

    assertEquals(
        List.of(
            "SKIP placement of pytorch on gpu:0: no CUDA device",
            "FAIL placement: no engine computed on gpu:0"),
        lines("placement"));
  }

  @Test
  void failsWhereARowDoesNotNameItsCard() throws IOException {
    run("placement-pytorch", memory(1500).without(Column.GPU_MODEL));
    watch("placement-pytorch", 900, 2400);

    assertEquals(
        "FAIL card and versions in rows of pytorch: no card, driver 580.65.06, CUDA 13.0; DJL"
            + " 0.36.0, PyTorch 2.11.0",
        lines("placement").get(0));
  }

  @Test
  void failsWithoutTheMemorysTrace() throws IOException {
    run("placement-pytorch", memory(1500));

    assertEquals(
        List.of(
            "FAIL placement: %s was not written: the device's memory is not known"
                .formatted(folder.resolve("memory/placement-pytorch.txt"))),
        lines("placement"));
  }

  @Test
  void failsOnATraceThatIsAMessage() throws IOException {
    run("placement-pytorch", memory(1500));
    Path trace = folder.resolve("memory/placement-pytorch.txt");
    Files.createDirectories(trace.getParent());
    Files.writeString(trace, "Unable to determine the device handle\n900\n");

    assertTrue(lines("placement").get(0).startsWith("FAIL placement: " + trace + " is not a list"));
  }

  @Test
  void judgesEveryPrecisionByItsRun() throws IOException {
    run("conformance-fp32-pytorch", conformance("VGG16", 2e-6, 1e-3));
    run(
        "conformance-bf16-pytorch",
        conformance("VGG16", 0.02, 0.01).with(Column.PRECISION, "bf16"));

    assertEquals(
        List.of(
            "FAIL conformance of pytorch in bf16: 1 of 1: VGG16 0.020 (limit 0.010)",
            "PASS conformance of pytorch in fp32: 1 of 1, nearest to its limit VGG16 2.0e-06"
                + " (limit 0.0010)"),
        lines("conformance"));
  }

  @Test
  void wantsTheSmallerBatchMeasured() throws IOException {
    Row asked =
        unavailable(latency(512, 1), FailureKind.OUT_OF_MEMORY, "batch 512 does not fit")
            .without(Column.LATENCY_P50_MS)
            .with(Column.BATCH_RAN, 128);
    assertEquals(
        "PASS a batch too large, of pytorch: batch 512 does not fit",
        halving(asked, latency(128, 30)));
    assertEquals(
        "FAIL a batch too large, of pytorch: batch 512 does not fit",
        halving(asked, latency(256, 30)));
    assertEquals(
        "FAIL a batch too large, of pytorch: it fitted: nothing was halved",
        halving(latency(512, 60)));
    assertEquals(
        "FAIL a batch too large, of pytorch: it crashed",
        halving(failed(latency(512, 1), FailureKind.CRASHED, "it crashed")));
  }

  @Test
  void wantsTwoCellsAtTheSameTime() {
    Row first = ended(latency(1, 2), "2026-11-26T12:00:10Z", 6);

    assertEquals(
        "PASS two processes at once: 1 and 1 cells measured, two of them at the same time for 4000"
            + " ms (more than 0)",
        together(first, ended(latency(1, 2), "2026-11-26T12:00:12Z", 6)));
    assertEquals(
        "FAIL two processes at once: 1 and 1 cells measured, two of them at the same time for 0 ms"
            + " (more than 0)",
        together(first, ended(latency(1, 2), "2026-11-26T12:00:20Z", 6)));
    assertEquals(
        "FAIL two processes at once: CUDA out of memory",
        together(
            first,
            failed(
                ended(latency(1, 2), "2026-11-26T12:00:12Z", 6),
                FailureKind.OUT_OF_MEMORY,
                "CUDA out of memory")));
  }

  /** As in a package that holds the libraries of other engines. */
  @Test
  void skipsTwoCellsOfAnEngineThatIsAbsent() {
    Row absent = unavailable(latency(1, 2), FailureKind.MISSING, "not in this package");

    assertEquals("SKIP two processes at once: not in this package", together(absent, absent));
    assertEquals(
        "FAIL two processes at once: it crashed",
        together(failed(latency(1, 2), FailureKind.CRASHED, "it crashed"), absent));
  }

  @Test
  void wantsBothDevicesOnThePage() throws IOException {
    run("sides", latency(1, 2), latency(1, 40).with(Column.DEVICE, "cpu"));
    Path page = folder.resolve("report/index.html");

    assertEquals(
        List.of("FAIL page with device and processor: %s was not written".formatted(page)),
        lines("page"));

    Files.createDirectories(page.getParent());
    Files.writeString(page, "<td>pytorch cpu</td><td>pytorch gpu:0</td>");
    assertEquals(
        List.of("PASS page with device and processor: latency on [cpu, gpu:0]"), lines("page"));

    Files.writeString(page, "<td>pytorch cpu</td>");
    assertEquals(
        List.of(
            "FAIL page with device and processor: latency on [cpu, gpu:0], the page does not show"
                + " both"),
        lines("page"));
  }

  @Test
  void readsWhatPythonTimed() throws IOException {
    Path peer = folder.resolve("peer");
    Files.createDirectories(peer);
    for (String turn : List.of("peer-1", "peer-2")) {
      run(turn, latency(1, 1), latency(32, 9));
      Files.writeString(
          peer.resolve(turn + ".json"),
          """
          {"torch": "2.11.0", "device": "cpu", "batches": [
            {"batch": 1, "samples": 900, "p50_ms": 1.0, "device_p50_ms": null},
            {"batch": 32, "samples": 90, "p50_ms": 8.0, "device_p50_ms": 7.5}]}
          """);
    }

    assertEquals(
        List.of(
            "PASS p50 at batch 1 against PyTorch in Python: 1.000 ms, Python's 1.000 (torch"
                + " 2.11.0): 1.000 times (at most 1.05)",
            "FAIL p50 at batch 32 against PyTorch in Python: 9.000 ms, Python's 8.000 (torch"
                + " 2.11.0): 1.125 times (at most 1.05)"),
        lines("peer"));
  }

  @Test
  void failsWhereARunLeftNothing() {
    assertEquals(
        List.of(
            "FAIL latency: %s was not written: see %s.log"
                .formatted(
                    folder.resolve("runs/latency/results.csv"), folder.resolve("runs/latency"))),
        lines("latency"));
    assertEquals(
        List.of("FAIL conformance: the script left nothing to judge"), lines("conformance"));
  }

  @Test
  void asksNothingOfTheProcessorThatItCannotShow() {
    assertEquals(
        List.of("SKIP placement: needs a GPU, and cpu was chosen"),
        Criteria.judge(Criteria.named("placement"), new CheckFolder(folder), ComputeDevice.CPU)
            .stream()
            .map(Verdict::toString)
            .toList());
  }

  private List<String> lines(String criterion) {
    return Criteria.judge(Criteria.named(criterion), new CheckFolder(folder), GPU).stream()
        .map(Verdict::toString)
        .toList();
  }

  private void run(String name, Row... rows) throws IOException {
    ResultsCsv.write(folder.resolve("runs").resolve(name).resolve("results.csv"), List.of(rows));
  }

  private void watch(String name, long... mebibytes) throws IOException {
    Path trace = folder.resolve("memory").resolve(name + ".txt");
    Files.createDirectories(trace.getParent());
    Files.writeString(
        trace,
        LongStream.of(mebibytes).mapToObj(Long::toString).collect(Collectors.joining("\n")) + "\n");
  }

  private static Row memory(long mebibytes) {
    return cell("VGG16", "memory")
        .with(Column.WEIGHT_BYTES, WEIGHTS)
        .with(Column.GPU_MEMORY_BYTES, mebibytes * MEBIBYTE)
        .with(Column.GPU_MEMORY_SOURCE, "nvidia-smi: this process")
        .with(Status.OK, "");
  }

  private static Row ended(Row row, String time, double seconds) {
    return row.with(Column.TIME, time).with(Column.DURATION_S, seconds);
  }

  private static String halving(Row... rows) {
    return HalvingCriterion.verdict(new EngineRows("pytorch", List.of(rows))).toString();
  }

  private static String together(Row one, Row other) {
    return ConcurrencyCriterion.verdict(List.of(one), List.of(other)).toString();
  }
}
