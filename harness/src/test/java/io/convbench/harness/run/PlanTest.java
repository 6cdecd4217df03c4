package io.convbench.harness.run;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.convbench.harness.cell.Cell;
import io.convbench.harness.cell.LatencySettings;
import io.convbench.harness.cell.Measurement;
import io.convbench.harness.cell.Scenario;
import io.convbench.harness.engine.ComputeDevice;
import io.convbench.harness.engine.CudnnAutotune;
import io.convbench.harness.engine.Engines;
import io.convbench.harness.measurement.Measurements;
import io.convbench.harness.modelfile.BatchNormFolding;
import io.convbench.harness.modelfile.Precision;
import io.convbench.suites.architecture.Architectures;
import io.convbench.suites.weights.WeightsSource;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class PlanTest {

  @Test
  void measuresCostOncePerArchitecture() {
    Plan plan = plan(List.of(1, 8), "cost");

    assertEquals(List.of("VGG16-cost", "MobileNet-cost"), ids(plan));
  }

  @Test
  void measuresLatencyAtEveryBatch() {
    Plan plan = plan(List.of(1, 8), "latency");

    assertEquals(
        List.of(
            "VGG16-pytorch-cpu-b1-fp32-t2-latency",
            "VGG16-pytorch-cpu-b8-fp32-t2-latency",
            "MobileNet-pytorch-cpu-b1-fp32-t2-latency",
            "MobileNet-pytorch-cpu-b8-fp32-t2-latency"),
        ids(plan));
  }

  @Test
  void measuresConformanceOnBothImagesWhateverTheBatches() {
    Plan plan = plan(List.of(1, 8), "conformance");

    assertEquals(
        List.of(
            "VGG16-pytorch-cpu-b2-fp32-t2-conformance",
            "MobileNet-pytorch-cpu-b2-fp32-t2-conformance"),
        ids(plan));
  }

  /** Offline finds its own batch, of which this is the most. */
  @Test
  void measuresEveryScenarioWithItsOwnBatch() {
    OptionalDouble none = OptionalDouble.empty();
    Plan plan =
        plan(
            List.of(1, 16),
            List.of(
                new Scenario(Scenario.Kind.OFFLINE, 2, none, none, 1, 1),
                new Scenario(Scenario.Kind.MULTI_STREAM, 1, none, none, 1, 1),
                new Scenario(Scenario.Kind.SERVER, 1, OptionalDouble.of(5), none, 1, 1)),
            "scenario");

    assertEquals(
        List.of(
            "VGG16-pytorch-cpu-b64-fp32-t2-scenario-offline-s2",
            "VGG16-pytorch-cpu-b8-fp32-t2-scenario-multi-stream-s1",
            "VGG16-pytorch-cpu-b1-fp32-t2-scenario-server-s1"),
        ids(plan).subList(0, 3));
    assertEquals(6, plan.cells().size());
    assertEquals(1, plan.cells().get(0).oneStream().threads());
    assertEquals(
        List.of(true, false, false),
        plan.cells().subList(0, 3).stream().map(Cell::batchIsFree).toList());
  }

  @Test
  void finishesAnArchitectureBeforeTheNext() {
    Plan plan = plan(List.of(1), "cost", "memory");

    assertEquals(
        List.of("VGG16", "VGG16", "MobileNet", "MobileNet"),
        plan.cells().stream().map(cell -> cell.architecture().name()).toList());
  }

  @Test
  void refusesListsThatMultiplyToMoreThanAnybodyWaitsFor() {
    assertEquals(100_000, plan(batches(50_000), "latency").cells().size());
    assertEquals(
        "suite test and the options ask for up to 100002 cells, a run may have 100000: choose fewer"
            + " batches, threads, devices or architectures",
        assertThrows(IllegalArgumentException.class, () -> plan(batches(50_001), "latency"))
            .getMessage());
  }

  /** Every device has its own cells, and the processor nothing of cuDNN. */
  @Test
  void measuresOnEveryGpuWithEveryAutotune() {
    assertEquals(
        List.of(
            "VGG16-pytorch-cpu-b1-fp32-t2-latency",
            "VGG16-pytorch-gpu0-b1-fp32-t2-autotune-off-latency",
            "VGG16-pytorch-gpu1-b1-fp32-t2-autotune-off-latency",
            "VGG16-onnxruntime-cpu-b1-fp32-t2-latency",
            "VGG16-onnxruntime-gpu0-b1-fp32-t2-autotune-on-latency",
            "VGG16-onnxruntime-gpu1-b1-fp32-t2-autotune-on-latency"),
        onGpus(List.of("cpu", "gpu:0", "gpu:1"), List.of()));
    assertEquals(
        List.of(
            "VGG16-pytorch-gpu0-b1-fp32-t2-autotune-on-latency",
            "VGG16-pytorch-gpu0-b1-fp32-t2-autotune-off-latency",
            "VGG16-onnxruntime-gpu0-b1-fp32-t2-autotune-on-latency",
            "VGG16-onnxruntime-gpu0-b1-fp32-t2-autotune-off-latency"),
        onGpus(List.of("gpu:0"), List.of(CudnnAutotune.ON, CudnnAutotune.OFF)));
  }

  private static List<String> onGpus(List<String> devices, List<CudnnAutotune> autotunes) {
    return ids(
        Plan.of(
            new RunSettings(
                "test",
                List.of(Architectures.named("VGG16")),
                List.of(Engines.named("pytorch"), Engines.named("onnxruntime")),
                devices.stream().map(ComputeDevice::named).toList(),
                List.of(1),
                List.of(Precision.FP32),
                List.of(2),
                autotunes,
                List.of(Measurements.named("latency")),
                WeightsSource.parse("seeded", Path.of("none")),
                BatchNormFolding.FOLDED,
                new LatencySettings(1, 1, 1),
                Repeats.ofShare(0.25),
                Optional.empty(),
                List.of(),
                Optional.empty())));
  }

  private static List<Integer> batches(int count) {
    return IntStream.rangeClosed(1, count).boxed().toList();
  }

  private static List<String> ids(Plan plan) {
    return plan.cells().stream().map(Cell::id).toList();
  }

  private static Plan plan(List<Integer> batches, String... measurements) {
    return plan(batches, List.of(), measurements);
  }

  private static Plan plan(
      List<Integer> batches, List<Scenario> scenarios, String... measurements) {
    List<Measurement> all = Stream.of(measurements).map(Measurements::named).toList();
    return Plan.of(
        new RunSettings(
            "test",
            List.of(Architectures.named("VGG16"), Architectures.named("MobileNet")),
            List.of(Engines.named("pytorch")),
            List.of(ComputeDevice.CPU),
            batches,
            List.of(Precision.FP32),
            List.of(2),
            List.of(),
            all,
            WeightsSource.parse("seeded", Path.of("none")),
            BatchNormFolding.FOLDED,
            new LatencySettings(1, 1, 1),
            Repeats.ofShare(0.25),
            Optional.empty(),
            scenarios,
            Optional.empty()));
  }
}
