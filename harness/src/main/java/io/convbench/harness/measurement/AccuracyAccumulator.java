package io.convbench.harness.measurement;

import io.convbench.datasets.labels.RealLabels;
import io.convbench.datasets.predictions.Softmax;
import io.convbench.datasets.predictions.TopK;
import io.convbench.datasets.prepared.PreparedImage;
import io.convbench.results.Column;
import io.convbench.results.CsvTable;
import io.convbench.results.Failure;
import io.convbench.results.FailureKind;
import io.convbench.results.ImagePredictions;
import io.convbench.results.Row;
import io.convbench.results.Status;
import io.convbench.results.statistics.Calibration;
import io.convbench.suites.architecture.Head;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** Hits and predictions of an accuracy measurement so far. */
final class AccuracyAccumulator {

  private static final int CLASSES = Head.IMAGENET.classes();
  private static final int TOP = 5;

  /** One image's truth, the class ranked first, and the confidence in it. */
  private record Outcome(int truth, int first, double confidence) {
    boolean hit() {
      return truth == first;
    }
  }

  private final CsvTable predictions = new CsvTable(ImagePredictions.HEADER);
  private final List<Outcome> outcomes = new ArrayList<>();
  private final Hits top1 = new Hits();
  private final Hits top5 = new Hits();
  private final Hits amongOwn = new Hits();
  private final Hits real = new Hits();
  private final List<Integer> ownClasses;
  private final Optional<RealLabels> realLabels;
  private final double publishedTop1;
  private int failures;
  private int warnings;

  /**
   * @param ownClasses the dataset's classes, among which images are scored apart; empty for none
   * @param realLabels reassessed labels, by which images are scored apart
   * @param publishedTop1 top-1 accuracy that was published of the weights, a fraction
   */
  AccuracyAccumulator(
      Set<Integer> ownClasses, Optional<RealLabels> realLabels, double publishedTop1) {
    this.ownClasses = ownClasses.stream().sorted().toList();
    this.realLabels = realLabels;
    this.publishedTop1 = publishedTop1;
  }

  /** One line an image that was scored. */
  CsvTable predictions() {
    return predictions;
  }

  void failed(PreparedImage image) {
    failures++;
    System.out.println(image.message());
  }

  /** Counts an image that is scored all the same. */
  void warned(PreparedImage image) {
    warnings++;
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
    float[] scores = crops == 1 ? logits : floats(probabilities);
    int[] best = TopK.indices(scores, TOP);
    int truth = image.classIndex();
    double confidence = probabilities[best[0]];
    top1.add(best[0] == truth);
    top5.add(Arrays.stream(best).anyMatch(index -> index == truth));
    if (!ownClasses.isEmpty()) {
      amongOwn.add(bestOwnClass(scores) == truth);
    }
    realLabels
        .map(labels -> labels.of(image.file()))
        .filter(classes -> !classes.isEmpty())
        .ifPresent(classes -> real.add(classes.contains(best[0])));
    outcomes.add(new Outcome(truth, best[0], confidence));
    predictions.add(
        List.of(
            image.file(),
            String.valueOf(truth),
            Arrays.stream(best).mapToObj(String::valueOf).collect(Collectors.joining(" ")),
            String.valueOf(confidence)));
  }

  private int bestOwnClass(float[] scores) {
    float[] own = new float[ownClasses.size()];
    for (int i = 0; i < own.length; i++) {
      own[i] = scores[ownClasses.get(i)];
    }
    return ownClasses.get(TopK.indices(own, 1)[0]);
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
    Row row =
        Row.empty()
            .with(Column.IMAGES, top1.images())
            .with(Column.IMAGES_FAILED, failures)
            .with(Column.IMAGES_WARNED, warnings);
    if (top1.images() == 0) {
      return row.with(new Failure(FailureKind.WRONG_RESULT, "no image could be decoded"));
    }
    return row.with(
            top1.row(Column.TOP1_HITS, Column.TOP1, Column.TOP1_CI95_LOW, Column.TOP1_CI95_HIGH))
        .with(top5.row(Column.TOP5_HITS, Column.TOP5, Column.TOP5_CI95_LOW, Column.TOP5_CI95_HIGH))
        .with(Column.CALIBRATION_ERROR, calibrationError())
        .with(Column.CAUTION, caution().orElse(""))
        .with(ownClasses.isEmpty() ? Row.empty() : amongOwnClasses())
        .with(realLabels.isEmpty() ? Row.empty() : byRealLabels())
        .with(Status.OK, "");
  }

  private Optional<String> caution() {
    int[] truths = outcomes.stream().mapToInt(Outcome::truth).toArray();
    int[] firsts = outcomes.stream().mapToInt(Outcome::first).toArray();
    return AccuracyWarning.of(top1.interval(), publishedTop1, truths, firsts);
  }

  private Row amongOwnClasses() {
    return amongOwn
        .row(
            Column.TOP1_OWN_CLASSES_HITS,
            Column.TOP1_OWN_CLASSES,
            Column.TOP1_OWN_CLASSES_CI95_LOW,
            Column.TOP1_OWN_CLASSES_CI95_HIGH)
        .with(Column.OWN_CLASSES, ownClasses.size());
  }

  private Row byRealLabels() {
    return real.row(
            Column.REAL_HITS,
            Column.REAL_TOP1,
            Column.REAL_TOP1_CI95_LOW,
            Column.REAL_TOP1_CI95_HIGH)
        .with(Column.REAL_IMAGES, real.images());
  }
}
