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
          cells.addAll(cut(Cell.ofGraph(architecture, measurement), settings));
        }
      }
      for (Engine engine : settings.engines()) {
        for (Measurement measurement : settings.measurements()) {
          if (measurement.runsModel()) {
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

  /** The cell at each layer that its architecture is cut at; itself where none is. */
  private static List<Cell> cut(Cell whole, RunSettings settings) {
    return settings
        .transfer()
        .map(one -> one.layers().get(whole.architecture().name()))
        .map(
            cuts ->
                cuts.stream()
                    .map(one -> whole.measurement().tunes() ? one : one.untuned())
                    .map(whole::at)
                    .toList())
        .orElse(List.of(whole));
  }

  /** A batch, and how images reach the model where that is measured. */
  private record Load(int batch, Optional<Scenario> scenario) {}

  /** Scenarios have batches of their own. */
  private static List<Load> loads(RunSettings settings, Measurement measurement) {
    if (measurement.ofScenario()) {
      return settings.scenarios().stream()
          .map(scenario -> new Load(scenario.kind().batch(), Optional.of(scenario)))
          .toList();
    }
    List<Integer> batches =
        measurement.ownBatch().isPresent()
            ? List.of(measurement.ownBatch().getAsInt())
            : settings.batches();
    return batches.stream().map(batch -> new Load(batch, Optional.empty())).toList();
  }

  private static void expand(
      RunSettings settings,
      Architecture architecture,
      Engine engine,
      Measurement measurement,
      List<Cell> cells) {
    List<Load> loads = loads(settings, measurement);
    for (ComputeDevice device : settings.devices()) {
      for (Precision precision : settings.precisions()) {
        for (int threads : settings.threads()) {
          for (Load load : loads) {
            for (Optional<CudnnAutotune> autotune : autotunes(settings, engine, device)) {
              Execution execution =
                  new Execution(engine, device, load.batch(), precision, threads, autotune);
              Cell whole =
                  new Cell(architecture, Optional.of(execution), measurement, load.scenario());
              cells.addAll(cut(whole, settings));
            }
          }
        }
      }
    }
  }
}
