package io.convbench.harness.measurement;

import io.convbench.datasets.labels.LabeledImages;
import io.convbench.datasets.pipeline.Crop;
import io.convbench.datasets.pipeline.CropResult;
import io.convbench.datasets.pipeline.CropStream;
import io.convbench.datasets.pipeline.FailedImage;
import io.convbench.datasets.predictions.TopK;
import io.convbench.datasets.protocol.Protocols;
import io.convbench.harness.cell.CellRequest;
import io.convbench.harness.engine.Engine;
import io.convbench.harness.engine.EngineProbe;
import io.convbench.harness.engine.Engines;
import io.convbench.harness.engine.Session;
import io.convbench.results.Column;
import io.convbench.results.CsvTable;
import io.convbench.results.Row;
import io.convbench.results.Status;
import io.convbench.results.statistics.WilsonInterval;
import io.convbench.suites.architecture.Architecture;
import io.convbench.suites.architecture.Architectures;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.OptionalInt;
import java.util.stream.Collectors;

/**
 * Top-1 and top-5 accuracy over labelled images, with Wilson 95 % intervals. An image that cannot
 * be decoded is counted in {@code images_failed} and named in the log, never scored. Every
 * prediction goes to {@code predictions/<cell>.csv} in the run's folder.
 */
final class Accuracy implements Measurement {

  private static final int BATCH = 8;
  private static final int CLASSES = 1000;
  private static final int TOP = 5;
  private static final double CONFIDENCE = 0.95;

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
    String version = EngineProbe.start(engine);
    Tally tally = new Tally();
    try (Session session = Session.open(engine, request.modelFile(), request.cell().threads());
        CropStream crops =
            new CropStream(
                images.images(),
                Protocols.parse(request.images().protocol()),
                request.side(),
                request.cell().threads())) {
      score(crops, session, request, tally);
    }
    tally.table.write(request.run().predictions(request.cell().id()));
    return tally.row().with(Column.ENGINE_VERSION, version);
  }

  private static void score(CropStream crops, Session session, CellRequest request, Tally tally) {
    Architecture architecture = Architectures.named(request.cell().architecture());
    int batchSize = request.cell().batch();
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
    int size = side * side * 3;
    float[] images = new float[batch.size() * size];
    for (int i = 0; i < batch.size(); i++) {
      architecture.preprocessing().apply(batch.get(i).rgb(), images, i * size);
    }
    try (Session.Batch input = session.batch(images, batch.size(), side)) {
      return session.forward(input);
    }
  }

  /** Hits and predictions so far. */
  private static final class Tally {
    private final CsvTable table =
        new CsvTable(List.of("file", "class_index", "top5_class_indices"));
    private int images;
    private int failures;
    private int top1;
    private int top5;

    void failed(FailedImage image) {
      failures++;
      System.out.println(image.message());
    }

    void add(List<Crop> batch, float[] logits) {
      for (int i = 0; i < batch.size(); i++) {
        int[] best = TopK.indices(Arrays.copyOfRange(logits, i * CLASSES, (i + 1) * CLASSES), TOP);
        int truth = batch.get(i).image().classIndex();
        images++;
        top1 += best[0] == truth ? 1 : 0;
        top5 += Arrays.stream(best).anyMatch(index -> index == truth) ? 1 : 0;
        table.add(
            List.of(
                batch.get(i).image().file(),
                String.valueOf(truth),
                Arrays.stream(best).mapToObj(String::valueOf).collect(Collectors.joining(" "))));
      }
    }

    Row row() {
      Row row = Row.empty().with(Column.IMAGES, images).with(Column.IMAGES_FAILED, failures);
      if (images == 0) {
        return row.with(Status.FAILED, "no image could be decoded");
      }
      WilsonInterval first = WilsonInterval.of(top1, images, CONFIDENCE);
      WilsonInterval five = WilsonInterval.of(top5, images, CONFIDENCE);
      return row.with(Column.TOP1_HITS, top1)
          .with(Column.TOP5_HITS, top5)
          .with(Column.TOP1, (double) top1 / images)
          .with(Column.TOP5, (double) top5 / images)
          .with(Column.TOP1_CI95_LOW, first.low())
          .with(Column.TOP1_CI95_HIGH, first.high())
          .with(Column.TOP5_CI95_LOW, five.low())
          .with(Column.TOP5_CI95_HIGH, five.high())
          .with(Status.OK, "");
    }
  }
}
