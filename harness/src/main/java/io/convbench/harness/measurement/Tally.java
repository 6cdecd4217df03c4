package io.convbench.harness.measurement;

import io.convbench.datasets.predictions.Softmax;
import io.convbench.datasets.predictions.TopK;
import io.convbench.datasets.prepared.PreparedImage;
import io.convbench.results.Column;
import io.convbench.results.CsvTable;
import io.convbench.results.Row;
import io.convbench.results.Status;
import io.convbench.results.statistics.Calibration;
import io.convbench.results.statistics.WilsonInterval;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;

/** Hits and predictions of an accuracy measurement so far. */
final class Tally {

  private static final int CLASSES = 1000;
  private static final int TOP = 5;
  private static final double CONFIDENCE = 0.95;

  /** One image's confidence in the class ranked first, and whether that is right. */
  private record Outcome(double confidence, boolean hit) {}

  private final CsvTable predictions =
      new CsvTable(List.of("file", "class_index", "top5_class_indices", "confidence"));
  private final List<Outcome> outcomes = new ArrayList<>();
  private int images;
  private int failures;
  private int top1;
  private int top5;

  /** One line an image that was scored. */
  CsvTable predictions() {
    return predictions;
  }

  void failed(PreparedImage image) {
    failures++;
    System.out.println(image.message());
  }

  /**
   * Scores a batch.
   *
   * @param cropsPerImage rows of logits for each image, one after another
   */
  void add(List<PreparedImage> batch, int cropsPerImage, float[] logits) {
    int from = 0;
    for (PreparedImage image : batch) {
      int to = from + cropsPerImage * CLASSES;
      add(image, cropsPerImage, Arrays.copyOfRange(logits, from, to));
      from = to;
    }
  }

  private void add(PreparedImage image, int crops, float[] logits) {
    double[] probabilities = Softmax.mean(logits, crops);
    int[] best = TopK.indices(crops == 1 ? logits : floats(probabilities), TOP);
    int truth = image.classIndex();
    double confidence = probabilities[best[0]];
    images++;
    top1 += best[0] == truth ? 1 : 0;
    top5 += Arrays.stream(best).anyMatch(index -> index == truth) ? 1 : 0;
    outcomes.add(new Outcome(confidence, best[0] == truth));
    predictions.add(
        List.of(
            image.file(),
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
