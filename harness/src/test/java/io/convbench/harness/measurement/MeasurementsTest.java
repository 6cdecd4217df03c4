package io.convbench.harness.measurement;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.convbench.harness.cell.Cell;
import io.convbench.harness.cell.LatencySettings;
import io.convbench.harness.cell.Measurement;
import io.convbench.harness.cell.Workload;
import io.convbench.harness.engine.ComputeDevice;
import io.convbench.harness.engine.Engines;
import io.convbench.harness.engine.Execution;
import io.convbench.harness.modelfile.Precision;
import io.convbench.suites.architecture.Architecture;
import io.convbench.suites.architecture.Architectures;
import io.convbench.suites.cost.Cost;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** What measurements say of themselves. */
class MeasurementsTest {

  private static final Architecture VGG16 = Architectures.named("VGG16");

  /**
   * Logits, features and hits are the same in whatever batch an image is, and start and end-to-end
   * are of one image; time and memory of a batch are not.
   */
  @Test
  void someHoldForAllBatches() {
    assertEquals(
        Set.of("conformance", "accuracy", "transfer", "fine-tune", "startup", "end-to-end"),
        Measurements.sharedByBatches());
  }

  /** Of those with times all but fine tuning, which is for its weights. */
  @Test
  void someAreMeasuredAgainWhereTheyWereDisturbed() {
    assertEquals(
        Set.of("latency", "scenario", "startup", "end-to-end", "accuracy", "transfer"),
        Measurements.all().stream()
            .filter(Measurement::repeated)
            .map(Measurement::id)
            .collect(Collectors.toSet()));
  }

  /** VGG16 (Simonyan and Zisserman 2015) has 138,357,544 parameters and 15.47 GMACs. */
  @Test
  void expectTheirPartsOfACellsTime() {
    double load = 3 + 4 * 138_357_544 / 1e8;
    double image = 15.47e9 / 3e10;

    assertEquals(load + 2 * image, seconds("conformance", 2), 0.01);
    assertEquals(load + 3 * 8 * image, seconds("memory", 8), 0.01);
    assertEquals(3 + load + 3 * 8 * image + 2 + 5, seconds("latency", 8), 0.01);
    assertEquals(load + 1000 * image, seconds("accuracy", 8), 0.5);
    assertEquals(
        1,
        Measurements.named("cost")
            .expectedSeconds(work(Cell.ofGraph(VGG16, Measurements.named("cost")))));
  }

  private static double seconds(String name, int batch) {
    Measurement measurement = Measurements.named(name);
    Execution execution =
        new Execution(Engines.named("pytorch"), ComputeDevice.CPU, batch, Precision.FP32, 2);
    return measurement.expectedSeconds(work(Cell.ofModel(VGG16, execution, measurement)));
  }

  private static Workload work(Cell cell) {
    return new Workload(
        cell, new LatencySettings(2, 5, 1), 1000, architecture -> Cost.of(architecture.graph()));
  }
}
