package io.convbench.harness.measurement;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.convbench.harness.cell.Cell;
import io.convbench.harness.cell.CellRequest;
import io.convbench.harness.cell.LatencySettings;
import io.convbench.harness.engine.ComputeDevice;
import io.convbench.harness.engine.Engines;
import io.convbench.harness.engine.Execution;
import io.convbench.harness.modelfile.BatchNormFolding;
import io.convbench.harness.modelfile.Precision;
import io.convbench.results.Column;
import io.convbench.results.Row;
import io.convbench.results.RunFolder;
import io.convbench.suites.architecture.Architectures;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.openjdk.jmh.util.ListStatistics;

class LatencyTest {

  /** Passes of 1 to 99 ms: standard deviation 28.7228, Student's t of 98 degrees 1.98447. */
  @Test
  void givesPercentilesMeanIntervalAndThroughputOfTheBatch() {
    double[] millis = IntStream.rangeClosed(1, 99).asDoubleStream().toArray();

    Row row = Latency.row(new ListStatistics(millis), request(8));

    assertEquals(50, number(row, Column.LATENCY_P50_MS), 1e-9);
    assertEquals(90, number(row, Column.LATENCY_P90_MS), 1e-9);
    assertEquals(99, number(row, Column.LATENCY_P99_MS), 1e-9);
    assertEquals(50, number(row, Column.LATENCY_MEAN_MS), 1e-9);
    assertEquals(50 - 5.7287, number(row, Column.LATENCY_CI95_LOW_MS), 1e-3);
    assertEquals(50 + 5.7287, number(row, Column.LATENCY_CI95_HIGH_MS), 1e-3);
    assertEquals(160, number(row, Column.THROUGHPUT_IMAGES_PER_S), 1e-9);
    assertEquals(99, row.integer(Column.LATENCY_SAMPLES).orElseThrow());
    assertEquals(2, number(row, Column.WARMUP_S));
  }

  /** They may hold secrets of the shell's; {@code PassTimes} reads the histogram. */
  @Test
  void keepsNoOptionsOfTheJvmInJmhsRecord() throws IOException {
    String record =
        Latency.withoutOptions(
            "[{\"mode\": \"sample\", \"jvmArgs\": [\"-Dmy.password=hunter2\"],"
                + " \"primaryMetric\": {\"rawDataHistogram\": [[[[7.25, 3]]]]}}]");
    assertEquals(
        "[{\"mode\":\"sample\",\"primaryMetric\":{\"rawDataHistogram\":[[[[7.25,3]]]]}}]",
        record.replaceAll("\\s", ""));
  }

  private static double number(Row row, Column column) {
    return row.number(column).orElseThrow();
  }

  private static CellRequest request(int batch) {
    return new CellRequest(
        Cell.ofModel(
            Architectures.named("VGG16"),
            new Execution(Engines.named("pytorch"), ComputeDevice.CPU, batch, Precision.FP32, 2),
            Measurements.named("latency")),
        "seeded",
        BatchNormFolding.FOLDED,
        224,
        Optional.of(Path.of("model.pt")),
        new RunFolder(Path.of("run")),
        new LatencySettings(2, 5, 1),
        Optional.empty(),
        CellRequest.Round.ONLY,
        Optional.empty());
  }
}
