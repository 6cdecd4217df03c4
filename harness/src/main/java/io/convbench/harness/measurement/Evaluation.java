package io.convbench.harness.measurement;

import io.convbench.datasets.labels.RealLabels;
import io.convbench.results.Column;
import io.convbench.results.Failure;
import io.convbench.results.FailureKind;
import io.convbench.results.ImagePrediction;
import io.convbench.results.ImagePredictions;
import io.convbench.results.Row;
import io.convbench.results.Status;
import io.convbench.results.statistics.Calibration;
import io.convbench.results.statistics.HitCount;
import io.convbench.results.statistics.WilsonInterval;
import java.util.Optional;
import java.util.Set;

/**
 * What an evaluation of images gave. Evaluations of different images merge into that of them all,
 * whatever the split and the order, and the row is computed from nothing else; so the row of merged
 * parts is that of the whole, bit for bit. Rates (images/s) are measurements of a part and are no
 * part of it.
 *
 * @param predictions of the images that were scored
 * @param failed images that could not be decoded
 * @param warned images that were decoded with a warning and scored anyway
 */
record Evaluation(ImagePredictions predictions, int failed, int warned) {

  /** This and an evaluation of other images. Associative and commutative. */
  Evaluation merge(Evaluation others) {
    return new Evaluation(
        predictions.merge(others.predictions),
        Math.addExact(failed, others.failed),
        Math.addExact(warned, others.warned));
  }

  /**
   * Its figures.
   *
   * @param ownClasses the dataset's classes, among which images are scored apart; empty for none
   * @param realLabels reassessed labels, by which images are scored apart
   * @param publishedTop1 top-1 accuracy that was published of the weights, a fraction
   */
  Row row(Set<Integer> ownClasses, Optional<RealLabels> realLabels, double publishedTop1) {
    Row row =
        Row.empty()
            .with(Column.IMAGES, predictions.size())
            .with(Column.IMAGES_FAILED, failed)
            .with(Column.IMAGES_WARNED, warned);
    if (predictions.size() == 0) {
      return row.with(new Failure(FailureKind.WRONG_RESULT, "no image could be decoded"));
    }
    HitCount top1 = predictions.top(1);
    return row.with(
            row(top1, Column.TOP1_HITS, Column.TOP1, Column.TOP1_CI95_LOW, Column.TOP1_CI95_HIGH))
        .with(
            row(
                predictions.top(ImagePrediction.MOST_RANKED),
                Column.TOP5_HITS,
                Column.TOP5,
                Column.TOP5_CI95_LOW,
                Column.TOP5_CI95_HIGH))
        .with(Column.CALIBRATION_ERROR, calibrationError())
        .with(
            Column.CAUTION,
            AccuracyWarning.of(top1.interval(), publishedTop1, predictions).orElse(""))
        .with(ownClasses.isEmpty() ? Row.empty() : amongOwnClasses(ownClasses.size()))
        .with(realLabels.map(this::byRealLabels).orElse(Row.empty()))
        .with(Status.OK, "");
  }

  /**
   * Its figures where the predictions are of a dataset's own classes alone.
   *
   * @param classes how many; among five or fewer the first five are always right
   */
  Row rowAmong(int classes) {
    Row row =
        Row.empty()
            .with(Column.IMAGES, predictions.size())
            .with(Column.IMAGES_FAILED, failed)
            .with(Column.IMAGES_WARNED, warned)
            .with(Column.CALIBRATION_ERROR, calibrationError())
            .with(
                row(
                    predictions.top(1),
                    Column.TOP1_HITS,
                    Column.TOP1,
                    Column.TOP1_CI95_LOW,
                    Column.TOP1_CI95_HIGH))
            .with(Status.OK, "");
    return classes <= ImagePrediction.MOST_RANKED
        ? row
        : row.with(
            row(
                predictions.top(ImagePrediction.MOST_RANKED),
                Column.TOP5_HITS,
                Column.TOP5,
                Column.TOP5_CI95_LOW,
                Column.TOP5_CI95_HIGH));
  }

  private double calibrationError() {
    return Calibration.of(predictions.confidences(), predictions.hits(), Calibration.BINS)
        .expectedError();
  }

  private Row amongOwnClasses(int classes) {
    return row(
            predictions.count(ImagePrediction::isOwnClassHit),
            Column.TOP1_OWN_CLASSES_HITS,
            Column.TOP1_OWN_CLASSES,
            Column.TOP1_OWN_CLASSES_CI95_LOW,
            Column.TOP1_OWN_CLASSES_CI95_HIGH)
        .with(Column.OWN_CLASSES, classes);
  }

  private Row byRealLabels(RealLabels labels) {
    HitCount count = predictions.reassessed(labels::of);
    return row(
            count,
            Column.REAL_HITS,
            Column.REAL_TOP1,
            Column.REAL_TOP1_CI95_LOW,
            Column.REAL_TOP1_CI95_HIGH)
        .with(Column.REAL_IMAGES, count.images());
  }

  /** The count and, where there are images, the share with the ends of its Wilson interval. */
  private static Row row(HitCount count, Column hits, Column share, Column low, Column high) {
    Row row = Row.empty().with(hits, count.hits());
    if (count.images() == 0) {
      return row;
    }
    WilsonInterval interval = count.interval();
    return row.with(share, interval.estimate())
        .with(low, interval.low())
        .with(high, interval.high());
  }
}
