package io.convbench.harness.run;

import io.convbench.harness.cell.Cell;
import io.convbench.harness.cell.Measurement;
import io.convbench.harness.cell.Scenario;
import io.convbench.harness.engine.ComputeDevice;
import io.convbench.harness.engine.CudnnAutotune;
import io.convbench.harness.engine.Engine;
import io.convbench.harness.engine.Execution;
import io.convbench.harness.modelfile.Precision;
import io.convbench.suites.architecture.Architecture;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The cells of a run in the order in which they are measured: architecture by architecture, so that
 * one model file at a time is on the disk.
 */
public record Plan(List<Cell> cells) {

  public Plan {
    cells = List.copyOf(cells);
  }

  /** All combinations of the settings' axes that are distinct measurements. */
  static Plan of(RunSettings settings) {
    List<Cell> cells = new ArrayList<>();
    for (Architecture architecture : settings.architectures()) {
      for (Measurement measurement : settings.measurements()) {
        if (!measurement.runsModel()) {
          cells.add(Cell.ofGraph(architecture, measurement));
        }
      }
      for (Engine engine : settings.engines()) {
        for (Measurement measurement : settings.measurements()) {
          if (measurement.ofScenario()) {
            scenarios(settings, architecture, engine, measurement, cells);
          } else if (measurement.runsModel()) {
            expand(settings, architecture, engine, measurement, cells);
          }
        }
      }
    }
    return new Plan(cells);
  }

  private static List<Optional<CudnnAutotune>> autotunes(
      RunSettings settings, Engine engine, ComputeDevice device) {
    if (!device.isGpu()) {
      return List.of(Optional.empty());
    }
    return settings.autotunes().isEmpty()
        ? List.of(Optional.of(engine.usualAutotune()))
        : settings.autotunes().stream().map(Optional::of).toList();
  }

  private static void expand(
      RunSettings settings,
      Architecture architecture,
      Engine engine,
      Measurement measurement,
      List<Cell> cells) {
    List<Integer> batches =
        measurement.ownBatch().isPresent()
            ? List.of(measurement.ownBatch().getAsInt())
            : settings.batches();
    for (ComputeDevice device : settings.devices()) {
      for (Precision precision : settings.precisions()) {
        for (int threads : settings.threads()) {
          for (int batch : batches) {
            for (Optional<CudnnAutotune> autotune : autotunes(settings, engine, device)) {
              cells.add(
                  Cell.ofModel(
                      architecture,
                      new Execution(engine, device, batch, precision, threads, autotune),
                      measurement));
            }
          }
        }
      }
    }
  }

  /** Scenarios have batches of their own. */
  private static void scenarios(
      RunSettings settings,
      Architecture architecture,
      Engine engine,
      Measurement measurement,
      List<Cell> cells) {
    for (ComputeDevice device : settings.devices()) {
      for (Precision precision : settings.precisions()) {
        for (int threads : settings.threads()) {
          for (Scenario scenario : settings.scenarios()) {
            int batch = scenario.kind().batch();
            for (Optional<CudnnAutotune> autotune : autotunes(settings, engine, device)) {
              cells.add(
                  Cell.ofScenario(
                      architecture,
                      new Execution(engine, device, batch, precision, threads, autotune),
                      measurement,
                      scenario));
            }
          }
        }
      }
    }
  }
}
