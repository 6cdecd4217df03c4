package io.convbench.harness.run;

import io.convbench.harness.cell.Cell;
import io.convbench.harness.engine.ComputeDevice;
import io.convbench.harness.engine.Engines;
import io.convbench.harness.engine.Execution;
import io.convbench.harness.measurement.Measurements;
import io.convbench.harness.modelfile.Precision;
import io.convbench.suites.architecture.Architectures;

/** Cells on a processor, with two threads. */
final class SampleCells {

  private SampleCells() {}

  static Cell cell(String architecture, int batch, String measurement) {
    return cell(architecture, "pytorch", batch, Precision.FP32, measurement);
  }

  static Cell cell(
      String architecture, String engine, int batch, Precision precision, String measurement) {
    return Cell.ofModel(
        Architectures.named(architecture),
        new Execution(Engines.named(engine), ComputeDevice.CPU, batch, precision, 2),
        Measurements.named(measurement));
  }

  static Cell cost(String architecture) {
    return Cell.ofGraph(Architectures.named(architecture), Measurements.named("cost"));
  }
}
