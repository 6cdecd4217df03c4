package io.convbench.harness.measurement;

import io.convbench.datasets.labels.ClassIndex;
import io.convbench.datasets.predictions.LabelReading;
import io.convbench.results.ImagePredictions;
import io.convbench.results.statistics.WilsonInterval;
import java.util.Locale;
import java.util.Optional;

/** What a reader should know before taking a top-1 accuracy for the network's, in one line. */
final class AccuracyWarning {

  /** ImageNetV2's new images cost 11 to 14 points (B. Recht et al. 2019, arXiv:1902.10811). */
  private static final double FAR_BELOW = 0.2;

  private AccuracyWarning() {}

  /**
   * @param top1 what was measured
   * @param published top-1 accuracy of these weights, a fraction
   * @param predictions of which it was measured
   * @return empty where there is nothing to say
   */
  static Optional<String> of(WilsonInterval top1, double published, ImagePredictions predictions) {
    Optional<String> reading =
        LabelReading.better(predictions.truths(), predictions.firsts(), ClassIndex.imagenet())
            .map(LabelReading::toText);
    if (top1.high() >= published - FAR_BELOW) {
      return reading;
    }
    return Optional.of(
        String.format(
                Locale.ROOT,
                "top-1 is %.2f %% (95 %%: %.2f to %.2f), far below the published %.2f %%; ",
                100 * top1.estimate(),
                100 * top1.low(),
                100 * top1.high(),
                100 * published)
            + reading.orElse(
                (LabelReading.canTell(predictions.truths())
                        ? "no other order of labels explains it"
                        : "with so few classes it is unknown whether labels are in another order")
                    + ": check labels, weights and protocol, and whether the published figure is of"
                    + " such images"));
  }
}
