package io.convbench.harness.measurement;

import io.convbench.harness.cell.CellRequest;
import io.convbench.harness.engine.Engine;
import io.convbench.harness.engine.EngineProbe;
import io.convbench.harness.engine.Engines;
import io.convbench.harness.engine.Session;
import io.convbench.harness.modelfile.Precision;
import io.convbench.results.Column;
import io.convbench.results.Row;
import io.convbench.results.Status;
import io.convbench.suites.architecture.Architecture;
import io.convbench.suites.architecture.Architectures;
import java.io.IOException;

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
  public Row measure(CellRequest request) throws IOException {
    Architecture architecture = Architectures.named(request.cell().architecture());
    Engine engine = Engines.named(request.cell().engine());
    Precision precision = Precision.named(request.cell().precision());
    int count = request.cell().batch();
    int side = request.side();
    io.convbench.suites.cost.Cost cost = io.convbench.suites.cost.Cost.of(architecture.graph(side));
    float[] images = SeededImages.batch(count, side, architecture.preprocessing());
    String version = EngineProbe.start(engine);
    long baseline = ResidentSet.currentBytes();
    ResidentSet.resetPeak();
    try (Session session = Session.open(engine, request.modelFile(), request.cell().threads());
        Session.Batch batch = session.batch(images, count, side)) {
      for (int pass = 0; pass < PASSES; pass++) {
        session.forward(batch);
      }
    }
    long peak = ResidentSet.peakBytes();
    return Row.empty()
        .with(Column.ENGINE_VERSION, version)
        .with(Column.BASELINE_RSS_BYTES, baseline)
        .with(Column.PEAK_RSS_BYTES, peak)
        .with(Column.MODEL_RSS_BYTES, peak - baseline)
        .with(Column.WEIGHT_BYTES, precision.bytes() * cost.parameters())
        .with(
            Column.PEAK_ACTIVATION_BYTES,
            cost.peakActivationBytes() / Precision.FP32.bytes() * precision.bytes())
        .with(Status.OK, "");
  }
}
