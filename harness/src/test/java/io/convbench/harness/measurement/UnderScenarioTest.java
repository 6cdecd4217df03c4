package io.convbench.harness.measurement;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.convbench.harness.cell.Cell;
import io.convbench.harness.cell.LatencySettings;
import io.convbench.harness.cell.Scenario;
import io.convbench.harness.cell.Scenario.Kind;
import io.convbench.harness.cell.Workload;
import io.convbench.harness.engine.ComputeDevice;
import io.convbench.harness.engine.Engines;
import io.convbench.harness.engine.Execution;
import io.convbench.harness.load.OfflineTrial;
import io.convbench.harness.modelfile.Precision;
import io.convbench.suites.architecture.Architecture;
import io.convbench.suites.architecture.Architectures;
import io.convbench.suites.cost.Cost;
import java.util.Optional;
import java.util.OptionalDouble;
import org.junit.jupiter.api.Test;

class UnderScenarioTest {

  private static final Architecture VGG16 = Architectures.named("VGG16");
  private static final OptionalDouble NONE = OptionalDouble.empty();

  /** VGG16 has 138,357,544 parameters; a search has at most ten trials, offline 1 + 7 / 5. */
  @Test
  void expectsATrialOfItsDurationAndTenOfASearch() {
    double load = 3 + 4 * 138_357_544 / 1e8;

    assertEquals(load + 4 + 30, seconds(Kind.MULTI_STREAM, 1, NONE, NONE), 0.01);
    assertEquals(load + 4 + 30, seconds(Kind.SERVER, 1, OptionalDouble.of(5), NONE), 0.01);
    assertEquals(2 * load + 4 + 300, seconds(Kind.SERVER, 2, NONE, OptionalDouble.of(50)), 0.01);
    assertEquals(2 * load + 4 + 72, seconds(Kind.OFFLINE, 2, NONE, NONE), 0.01);
  }

  @Test
  void saysOfAShortOfflineTrialWhatItMayHaveMissed() {
    assertEquals("", UnderScenario.offlineCaution(new OfflineTrial(80, 10), 16, 10));
    assertEquals(
        "throughput_images_per_s is of fewer than 5 batches: raise --duration",
        UnderScenario.offlineCaution(new OfflineTrial(64, 10), 16, 10));
    assertEquals(
        "batches were compared for less than a second each, and another one may be faster"
            + " (batch_found): raise --duration",
        UnderScenario.offlineCaution(new OfflineTrial(80, 1), 16, 1));
  }

  private static double seconds(Kind kind, int streams, OptionalDouble rate, OptionalDouble bound) {
    Execution execution =
        new Execution(Engines.named("pytorch"), ComputeDevice.CPU, kind.batch(), Precision.FP32, 2);
    Scenario scenario = new Scenario(kind, streams, rate, bound, 30, 1);
    Cell cell =
        new Cell(
            VGG16, Optional.of(execution), Measurements.underScenario(), Optional.of(scenario));
    return cell.measurement()
        .expectedSeconds(
            new Workload(
                cell,
                new LatencySettings(2, 5, 1),
                0,
                architecture -> Cost.of(architecture.graph())));
  }
}
