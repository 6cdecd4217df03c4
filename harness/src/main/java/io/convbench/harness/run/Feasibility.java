package io.convbench.harness.run;

import io.convbench.harness.cell.Cell;
import io.convbench.harness.cell.Measurement.WeightsNeed;
import io.convbench.harness.engine.ComputeDevice;
import io.convbench.harness.engine.CudaDevices;
import io.convbench.harness.engine.Engine;
import io.convbench.harness.engine.Execution;
import io.convbench.harness.engine.Hardware;
import io.convbench.harness.process.WorkerLauncher;
import io.convbench.results.Failure;
import io.convbench.results.FailureKind;
import io.convbench.results.Row;
import io.convbench.results.Status;
import io.convbench.suites.weights.WeightsSource;
import java.io.IOException;
import java.util.Optional;

/** Which cells are not worth a process, and what their rows say instead. */
final class Feasibility {

  private final WeightsSource weights;
  private final WorkerLauncher jvm;
  private final Hardware hardware;

  /**
   * @param jvm starts engines that are asked for their devices
   * @param hardware of this machine
   */
  Feasibility(WeightsSource weights, WorkerLauncher jvm, Hardware hardware) {
    this.weights = weights;
    this.jvm = jvm;
    this.hardware = hardware;
  }

  /** The row of a cell that is not to be tried; empty for a cell that is. */
  Optional<Row> verdict(Cell cell) throws InterruptedException {
    if (cell.execution().isEmpty()) {
      return Optional.empty();
    }
    Execution execution = cell.running();
    Optional<Row> leftOut = jvm.leftOut(execution.engine()).flatMap(Feasibility::unavailable);
    if (leftOut.isPresent()) {
      return leftOut;
    }
    Optional<Row> missing =
        execution.device().isGpu()
            ? gpuVerdict(execution.engine(), execution.device())
            : Optional.empty();
    if (missing.isPresent()) {
      return missing;
    }
    Optional<String> unsupported =
        execution
            .engine()
            .unsupported(execution.device(), execution.precision(), hardware)
            .or(() -> execution.autotune().flatMap(how -> execution.engine().unsupported(how)));
    if (unsupported.isPresent()) {
      return unavailable(new Failure(FailureKind.UNSUPPORTED, "unsupported: " + unsupported.get()));
    }
    return weightsVerdict(cell);
  }

  private Optional<Row> gpuVerdict(Engine engine, ComputeDevice device)
      throws InterruptedException {
    try {
      CudaDevices gpus = jvm.report(engine).gpus();
      int count = gpus.count();
      if (count == 0) {
        return missing(
            "no CUDA device (%s reports 0)%s".formatted(engine.djlName(), gpus.because()));
      }
      return device.gpu().getAsInt() < count
          ? Optional.empty()
          : missing(
              "no %s (%s reports %s CUDA devices)".formatted(device, engine.djlName(), count));
    } catch (IOException e) {
      return missing(e.getMessage());
    }
  }

  private Optional<Row> weightsVerdict(Cell cell) {
    WeightsNeed need = cell.measurement().weightsNeed();
    if (need == WeightsNeed.SEEDED) {
      return Optional.empty();
    }
    if (!weights.trained()) {
      return need == WeightsNeed.TRAINED
          ? Optional.of(
              Row.empty()
                  .with(
                      Status.SKIPPED,
                      "seeded weights are not trained, their accuracy is chance: pass --weights"))
          : Optional.empty();
    }
    try {
      weights.resolve(cell.architecture(), cell.trained());
      return Optional.empty();
    } catch (IOException e) {
      return missing(e.getMessage());
    }
  }

  private static Optional<Row> missing(String reason) {
    return unavailable(new Failure(FailureKind.MISSING, reason));
  }

  private static Optional<Row> unavailable(Failure failure) {
    return Optional.of(Row.empty().with(Status.UNAVAILABLE, failure));
  }
}
