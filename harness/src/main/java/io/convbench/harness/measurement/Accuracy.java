package io.convbench.harness.measurement;

import io.convbench.datasets.labels.LabeledImages;
import io.convbench.datasets.pipeline.Crop;
import io.convbench.datasets.pipeline.CropResult;
import io.convbench.datasets.pipeline.CropStream;
import io.convbench.datasets.pipeline.FailedImage;
import io.convbench.datasets.predictions.Softmax;
import io.convbench.datasets.predictions.TopK;
import io.convbench.datasets.protocol.Protocol;
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
import io.convbench.results.statistics.Calibration;
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
 *
 * <p>A protocol of ten crops is scored by the mean of their softmaxes; a forward pass then holds
 * the crops of one image.
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
    Protocol protocol = Protocols.parse(request.images().protocol());
    Tally tally = new Tally();
    try (Session session = Session.open(engine, request.modelFile(), request.cell().threads());
        CropStream crops =
            new CropStream(images.images(), protocol, request.side(), request.cell().threads())) {
      int batchSize = protocol.cropCount() == 1 ? request.cell().batch() : 1;
      score(crops, session, request, batchSize, tally);
    }
    tally.table.write(request.run().predictions(request.cell().id()));
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

  /** One image's confidence in the class ranked first, and whether that is right. */
  private record Outcome(double confidence, boolean hit) {}

  /** Hits and predictions so far. */
  private static final class Tally {
    private final CsvTable table =
        new CsvTable(List.of("file", "class_index", "top5_class_indices", "confidence"));
    private final List<Outcome> outcomes = new ArrayList<>();
    private int images;
    private int failures;
    private int top1;
    private int top5;

    void failed(FailedImage image) {
      failures++;
      System.out.println(image.message());
    }

    void add(List<Crop> batch, float[] logits) {
      int from = 0;
      for (Crop crop : batch) {
        int to = from + crop.count() * CLASSES;
        add(crop, Arrays.copyOfRange(logits, from, to));
        from = to;
      }
    }

    private void add(Crop crop, float[] logits) {
      double[] probabilities = Softmax.mean(logits, crop.count());
      int[] best = TopK.indices(crop.count() == 1 ? logits : floats(probabilities), TOP);
      int truth = crop.image().classIndex();
      double confidence = probabilities[best[0]];
      images++;
      top1 += best[0] == truth ? 1 : 0;
      top5 += Arrays.stream(best).anyMatch(index -> index == truth) ? 1 : 0;
      outcomes.add(new Outcome(confidence, best[0] == truth));
      table.add(
          List.of(
              crop.image().file(),
              String.valueOf(truth),
              Arrays.stream(best).mapToObj(String::valueOf).collect(Collectors.joining(" ")),
              String.valueOf(confidence)));
    }

    private static float[] floats(double[] values) {
      float[] floats = new float[values.length];
      for (int i = 0; i < values.length; i++) {
        floats[i] = (float) values[i];
      }
      return floats;
    }

    private double calibrationError() {
      double[] confidences = outcomes.stream().mapToDouble(Outcome::confidence).toArray();
      boolean[] hits = new boolean[outcomes.size()];
      for (int i = 0; i < hits.length; i++) {
        hits[i] = outcomes.get(i).hit();
      }
      return Calibration.of(confidences, hits, Calibration.BINS).expectedError();
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
          .with(Column.CALIBRATION_ERROR, calibrationError())
          .with(Status.OK, "");
    }
  }
}
