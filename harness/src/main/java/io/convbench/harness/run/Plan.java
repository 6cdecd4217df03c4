package io.convbench.harness.run;

import io.convbench.harness.cell.Cell;
import io.convbench.harness.engine.Engine;
import io.convbench.harness.measurement.Measurement;
import io.convbench.harness.measurement.Measurement.WeightsNeed;
import io.convbench.suites.architecture.Architecture;
import java.util.ArrayList;
import java.util.List;

/**
 * The cells of a run in the order in which they are measured: architecture by architecture, so that
 * one model file at a time lies on the disk.
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
        if (measurement.weightsNeed() == WeightsNeed.NONE) {
          cells.add(Cell.withoutEngine(architecture.name(), measurement.id()));
        }
      }
      for (Engine engine : settings.engines()) {
        for (Measurement measurement : settings.measurements()) {
          if (measurement.weightsNeed() != WeightsNeed.NONE) {
            expand(settings, architecture, engine, measurement, cells);
          }
        }
      }
    }
    return new Plan(cells);
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
    for (String device : settings.devices()) {
      for (String precision : settings.precisions()) {
        for (int threads : settings.threads()) {
          for (int batch : batches) {
            cells.add(
                new Cell(
                    architecture.name(),
                    engine.id(),
                    device,
                    batch,
                    precision,
                    threads,
                    measurement.id()));
          }
        }
      }
    }
  }
}
