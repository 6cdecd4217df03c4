package io.convbench.harness.measurement;

import io.convbench.datasets.labels.LabeledImages;
import io.convbench.datasets.pipeline.Crop;
import io.convbench.datasets.pipeline.CropResult;
import io.convbench.datasets.pipeline.CropStream;
import io.convbench.datasets.pipeline.FailedImage;
import io.convbench.datasets.protocol.Protocol;
import io.convbench.datasets.protocol.Protocols;
import io.convbench.harness.cell.CellRequest;
import io.convbench.harness.engine.ComputeDevice;
import io.convbench.harness.engine.Engine;
import io.convbench.harness.engine.EngineProbe;
import io.convbench.harness.engine.Engines;
import io.convbench.harness.engine.Session;
import io.convbench.results.Column;
import io.convbench.results.Row;
import io.convbench.suites.architecture.Architecture;
import io.convbench.suites.architecture.Architectures;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;

/**
 * Top-1 and top-5 accuracy over labelled images, with Wilson 95 % intervals. An image that cannot
 * be decoded is counted in {@code images_failed} and named in the log, never scored. Every
 * prediction goes to {@code predictions/<cell>.csv} in the run's folder.
 *
 * <p>A protocol of ten crops is scored by the mean of their softmaxes; a forward pass then holds
 * the crops of one image.
 */
final class Accuracy implements Measurement {

  private static final int BATCH = 8;

  @Override
  public String id() {
    return "accuracy";
  }

  @Override
  public WeightsNeed weightsNeed() {
    return WeightsNeed.TRAINED;
  }

  @Override
  public OptionalInt ownBatch() {
    return OptionalInt.of(BATCH);
  }

  @Override
  public boolean usesImages() {
    return true;
  }

  @Override
  public Row measure(CellRequest request) throws IOException {
    LabeledImages images = request.images().load();
    Engine engine = Engines.named(request.cell().engine());
    ComputeDevice device = ComputeDevice.named(request.cell().device());
    String version = EngineProbe.start(engine, device);
    Protocol protocol = Protocols.parse(request.images().protocol());
    Tally tally = new Tally(images.ownClasses(), request.images().realLabels());
    try (Session session =
            Session.open(engine, device, request.modelFile(), request.cell().threads());
        CropStream crops =
            new CropStream(images.images(), protocol, request.side(), request.cell().threads())) {
      int batchSize = protocol.cropCount() == 1 ? request.cell().batch() : 1;
      score(crops, session, request, batchSize, tally);
    }
    tally.predictions().write(request.run().predictions(request.cell().id()));
    return tally.row().with(Column.ENGINE_VERSION, version);
  }

  private static void score(
      CropStream crops, Session session, CellRequest request, int batchSize, Tally tally) {
    Architecture architecture = Architectures.named(request.cell().architecture());
    List<Crop> batch = new ArrayList<>();
    while (crops.hasNext()) {
      CropResult result = crops.next();
      if (result instanceof FailedImage failed) {
        tally.failed(failed);
      } else {
        batch.add((Crop) result);
      }
      if (batch.size() == batchSize || (!crops.hasNext() && !batch.isEmpty())) {
        tally.add(batch, forward(session, architecture, batch, request.side()));
        batch.clear();
      }
    }
  }

  private static float[] forward(
      Session session, Architecture architecture, List<Crop> batch, int side) {
    int count = batch.stream().mapToInt(Crop::count).sum();
    float[] images = new float[count * side * side * 3];
    int offset = 0;
    for (Crop crop : batch) {
      architecture.preprocessing().apply(crop.rgb(), images, offset);
      offset += crop.rgb().length;
    }
    try (Session.Batch input = session.batch(images, count, side)) {
      return session.forward(input);
    }
  }
}
