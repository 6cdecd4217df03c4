package io.convbench.harness.cell;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.convbench.harness.engine.ComputeDevice;
import io.convbench.harness.engine.CudnnAutotune;
import io.convbench.harness.engine.Engines;
import io.convbench.harness.engine.Execution;
import io.convbench.harness.measurement.Measurements;
import io.convbench.harness.modelfile.Precision;
import io.convbench.results.Column;
import io.convbench.suites.architecture.Architecture;
import io.convbench.suites.architecture.Architectures;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class CellTest {

  private static final Architecture MOBILENET = Architectures.named("mobilenet_0.25");
  private static final Execution ON_GPU =
      new Execution(
          Engines.named("PyTorch"), ComputeDevice.named("gpu:1"), 8, Precision.named("BF16"), 2);

  private static final Execution ON_CPU =
      new Execution(Engines.named("PyTorch"), ComputeDevice.CPU, 8, Precision.named("BF16"), 2);

  /** Written down from journals of the versions before, which {@code --resume} continues. */
  @Test
  void hasTheIdsOfEarlierJournals() {
    assertEquals("MobileNet_0.25-cost", graphCell().id());
    assertEquals(
        "MobileNet_0.25-pytorch-cpu-b8-bf16-t2-latency", modelCell("latency", ON_CPU).id());
    assertEquals(
        "MobileNet_0.25-pytorch-cpu-b4-bf16-t2-latency",
        modelCell("latency", ON_CPU).withBatch(4).id());
  }

  /** Before, no cell had run on a GPU. */
  @Test
  void saysOnAGpuWhetherCudnnsAutotuneIsOn() {
    assertEquals(
        "MobileNet_0.25-pytorch-gpu1-b4-bf16-t2-autotune-off-latency",
        modelCell("latency", ON_GPU).withBatch(4).id());
    assertEquals("off", modelCell("latency", ON_GPU).row().values().get(Column.CUDNN_AUTOTUNE));
    Execution tuned =
        new Execution(
            ON_GPU.engine(), ON_GPU.device(), 1, Precision.FP32, 2, Optional.of(CudnnAutotune.ON));
    assertEquals(
        "MobileNet_0.25 latency, pytorch on gpu:1, batch 1, autotune on",
        modelCell("latency", tuned).toString());
  }

  @Test
  void hasTheColumnsOfEarlierRows() {
    Map<Column, Object> expected = new LinkedHashMap<>();
    expected.put(Column.ARCHITECTURE, "MobileNet_0.25");
    expected.put(Column.MEASUREMENT, "cost");
    assertEquals(expected, graphCell().row().values());
    expected.put(Column.MEASUREMENT, "memory");
    expected.put(Column.ENGINE, "pytorch");
    expected.put(Column.DEVICE, "cpu");
    expected.put(Column.BATCH, 8L);
    expected.put(Column.PRECISION, "bf16");
    expected.put(Column.THREADS, 2L);
    assertEquals(expected, modelCell("memory", ON_CPU).row().values());
  }

  @Test
  void isNamedForPeople() {
    assertEquals("MobileNet_0.25 cost", graphCell().toString());
    assertEquals(
        "MobileNet_0.25 latency, pytorch on gpu:1, batch 8, bf16",
        modelCell("latency", ON_GPU).toString());
    assertEquals(
        "MobileNet_0.25 latency, onnxruntime on cpu, batch 1",
        modelCell(
                "latency",
                new Execution(
                    Engines.named("onnxruntime"), ComputeDevice.CPU, 1, Precision.FP32, 4))
            .toString());
  }

  @Test
  void runsAModelWhereItsMeasurementDoesAndNowhereElse() {
    assertEquals(
        "cost of MobileNet_0.25 runs no model: name no engine",
        assertThrows(IllegalArgumentException.class, () -> modelCell("cost", ON_GPU)).getMessage());
    assertEquals(
        "latency of MobileNet_0.25 runs a model: name an engine",
        assertThrows(
                IllegalArgumentException.class,
                () -> Cell.ofGraph(MOBILENET, Measurements.named("latency")))
            .getMessage());
  }

  @Test
  void needsAnImageAndAThread() {
    assertThrows(IllegalArgumentException.class, () -> ON_GPU.withBatch(0));
    assertThrows(
        IllegalArgumentException.class,
        () -> new Execution(Engines.named("pytorch"), ComputeDevice.CPU, 1, Precision.FP32, 0));
  }

  private static Cell graphCell() {
    return Cell.ofGraph(MOBILENET, Measurements.named("cost"));
  }

  private static Cell modelCell(String measurement, Execution execution) {
    return Cell.ofModel(MOBILENET, execution, Measurements.named(measurement));
  }
}
