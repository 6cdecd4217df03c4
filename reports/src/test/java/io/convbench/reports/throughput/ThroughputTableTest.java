package io.convbench.reports.throughput;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.convbench.reports.KerasTable;
import io.convbench.results.Column;
import io.convbench.results.Row;
import io.convbench.results.history.History;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import org.junit.jupiter.api.Test;

class ThroughputTableTest {

  /** Made up, except MACs: 2 x 3.858e9 x 5000 / 66.9e12 = 57.7 %. */
  @Test
  void showsImagesPerSecondAndTheShareOfTheCardsPeak() {
    String text =
        ThroughputTable.markdown(
                history(
                    KerasTable.cost(KerasTable.line("ResNet50")),
                    KerasTable.cost(KerasTable.line("MobileNetV2")),
                    onGpu("ResNet50", 1, 512.25),
                    onGpu("ResNet50", 32, 5000),
                    onGpu("MobileNetV2", 1, 99.96)))
            .orElseThrow();

    assertTrue(text.contains("\n## pytorch, gpu:0, fp32\n"), text);
    assertTrue(text.contains("NVIDIA H100 80GB HBM3, driver 580.65.06, CUDA 13.0"), text);
    assertTrue(text.contains("Peak: 66.9 TFLOP/s, dense"), text);
    assertTrue(
        text.endsWith(
            """

            | architecture | GMACs | batch 1 | batch 32 |
            |---|---:|---:|---:|
            | ResNet50 | 3.86 | 512 (5.9 %) | 5000 (57.7 %) |
            | MobileNetV2 | 0.30 | 100.0 (0.1 %) | – |
            """),
        text);
  }

  @Test
  void knowsNoShareOfAnUnknownCard() {
    String text =
        ThroughputTable.markdown(
                history(
                    KerasTable.cost(KerasTable.line("ResNet50")),
                    onGpu("ResNet50", 1, 512.25).with(Column.GPU_MODEL, "Tesla T4")))
            .orElseThrow();

    assertTrue(text.endsWith("| ResNet50 | 3.86 | 512 |\n"), text);
  }

  @Test
  void isEmptyWhereNothingWasTimed() {
    assertEquals(
        Optional.empty(),
        ThroughputTable.markdown(history(KerasTable.cost(KerasTable.line("ResNet50")))));
  }

  /**
   * NVIDIA's own table: 989.4 dense in half precision, which is half of the 1978.9 with sparsity.
   */
  @Test
  void takesDensePeaks() {
    CardPeak h100 = CardPeak.of("NVIDIA H100 80GB HBM3").orElseThrow();

    assertEquals(1978.9 / 2, h100.teraflops().get("fp16"), 0.1);
    assertEquals(989.4 / 2, h100.teraflops().get("tf32"), 0.1);
    assertEquals(OptionalDouble.empty(), h100.share("int8", 1, 1));
    assertEquals(1, h100.share("bf16", 989.4e9 / 2, 1000).orElseThrow(), 1e-12);
  }

  @Test
  void knowsNoPeakOfAPartOfACard() {
    assertEquals(Optional.empty(), CardPeak.of("NVIDIA H100 80GB HBM3 MIG 1g.10gb"));
    assertEquals(417.5, CardPeak.of("NVIDIA H200 NVL").orElseThrow().teraflops().get("tf32"));
    assertEquals(494.7, CardPeak.of("NVIDIA H200").orElseThrow().teraflops().get("tf32"));
  }

  private static Row onGpu(String name, long batch, double imagesPerSecond) {
    return KerasTable.latency(KerasTable.line(name), "pytorch", batch)
        .with(Column.DEVICE, "gpu:0")
        .with(Column.THROUGHPUT_IMAGES_PER_S, imagesPerSecond)
        .with(Column.GPU_MODEL, "NVIDIA H100 80GB HBM3")
        .with(Column.GPU_DRIVER, "580.65.06")
        .with(Column.CUDA_VERSION, "13.0");
  }

  private static History history(Row... rows) {
    return KerasTable.history(
        KerasTable.recorded("20261126-120000-0001", List.of(rows), KerasTable.environment()));
  }
}
