package io.convbench.results;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;

class CellIdTest {

  private static final Row COST =
      Row.empty().with(Column.ARCHITECTURE, "VGG16").with(Column.MEASUREMENT, "cost");

  @Test
  void namesWhatNeedsNoEngineByArchitectureAndMeasurement() {
    assertEquals("VGG16-cost", CellId.of(COST));
  }

  @Test
  void isFitForAFileOnAnyDevice() {
    Row row =
        COST.with(Column.MEASUREMENT, "latency")
            .with(Column.ENGINE, "onnxruntime")
            .with(Column.DEVICE, "gpu:1")
            .with(Column.BATCH, 8)
            .with(Column.PRECISION, "fp16")
            .with(Column.THREADS, 2);
    assertEquals("VGG16-onnxruntime-gpu1-b8-fp16-t2-latency", CellId.of(row));
    assertEquals(
        "VGG16-onnxruntime-gpu1-b8-fp16-t2-autotune-on-latency",
        CellId.of(row.with(Column.CUDNN_AUTOTUNE, "on")));
  }

  @Test
  void namesScenarioAndStreams() {
    Row row =
        COST.with(Column.MEASUREMENT, "scenario")
            .with(Column.ENGINE, "pytorch")
            .with(Column.DEVICE, "cpu")
            .with(Column.BATCH, 1)
            .with(Column.PRECISION, "fp32")
            .with(Column.THREADS, 4)
            .with(Column.SCENARIO, "server")
            .with(Column.STREAMS, 2);
    assertEquals("VGG16-pytorch-cpu-b1-fp32-t4-scenario-server-s2", CellId.of(row));
  }
}
