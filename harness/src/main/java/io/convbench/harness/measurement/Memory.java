package io.convbench.harness.measurement;

import io.convbench.harness.cell.CellRequest;
import io.convbench.harness.cell.Measurement;
import io.convbench.harness.cell.Workload;
import io.convbench.harness.engine.ComputeDevice;
import io.convbench.harness.engine.EngineProbe;
import io.convbench.harness.engine.Execution;
import io.convbench.harness.engine.Session;
import io.convbench.harness.gpu.DeviceMemory;
import io.convbench.harness.heartbeat.Heartbeat;
import io.convbench.harness.modelfile.Precision;
import io.convbench.results.Column;
import io.convbench.results.Row;
import io.convbench.results.Status;
import io.convbench.suites.architecture.Architecture;
import io.convbench.suites.cost.Cost;
import java.io.IOException;
import java.nio.file.Files;

/**
 * Peak resident set of a process that loads the model and runs a few passes, and what that adds
 * over the same process with the bare engine.
 */
final class Memory implements Measurement {

  /** An engine may still allocate in its second pass, when it has profiled the first. */
  private static final int PASSES = 3;

  @Override
  public String id() {
    return "memory";
  }

  @Override
  public WeightsNeed weightsNeed() {
    return WeightsNeed.ANY;
  }

  @Override
  public double expectedSeconds(Workload work) {
    return work.loadSeconds() + work.passSeconds(PASSES);
  }

  @Override
  public Row measure(CellRequest request, Heartbeat heartbeat) throws IOException {
    Architecture architecture = request.cell().architecture();
    Execution execution = request.cell().running();
    ComputeDevice device = execution.device();
    int precisionBytes = execution.precision().bytes();
    int count = execution.batch();
    int side = request.side();
    Cost cost = Cost.of(request.cell().graph(side));
    float[] images = SeededImages.batch(count, side, architecture.preprocessing());
    DeviceMemory gpu = device.isGpu() ? DeviceMemory.ofOnlyGpu() : DeviceMemory.NONE;
    DeviceMemory.Reading gpuUsed;
    String version = EngineProbe.start(execution);
    heartbeat.at(1, 2 + PASSES);
    long baseline = ResidentSet.currentBytes();
    ResidentSet.resetPeak();
    try (Session session = Session.open(execution, request.modelFile().orElseThrow());
        Session.Batch batch = session.batch(images, count, side)) {
      for (int pass = 0; pass < PASSES; pass++) {
        heartbeat.at(2 + pass, 2 + PASSES);
        session.forward(batch);
      }
      // Engines keep what their passes needed, so that this is the most they used.
      gpuUsed = gpu.used();
    }
    long peak = ResidentSet.peakBytes();
    return gpuRow(device, gpuUsed)
        .with(Column.ENGINE_VERSION, version)
        .with(Column.BASELINE_RSS_BYTES, baseline)
        .with(Column.PEAK_RSS_BYTES, peak)
        .with(Column.MODEL_RSS_BYTES, peak - baseline)
        .with(Column.MODEL_FILE_BYTES, Files.size(request.modelFile().orElseThrow()))
        .with(Column.WEIGHT_BYTES, (long) precisionBytes * cost.parameters())
        .with(
            Column.PEAK_ACTIVATION_BYTES,
            cost.peakActivationBytes() / Precision.FP32.bytes() * precisionBytes)
        .with(Status.OK, "");
  }

  private static Row gpuRow(ComputeDevice device, DeviceMemory.Reading used) {
    if (!device.isGpu()) {
      return Row.empty();
    }
    Row row = Row.empty().with(Column.GPU_MEMORY_SOURCE, used.source());
    return used.bytes().isPresent()
        ? row.with(Column.GPU_MEMORY_BYTES, used.bytes().getAsLong())
        : row;
  }
}
