package io.convbench.harness.measurement;

import io.convbench.datasets.predictions.LabelReading;
import io.convbench.results.statistics.WilsonInterval;
import java.util.Locale;
import java.util.Optional;

/** What a reader should know before taking a top-1 accuracy for the network's, in one line. */
final class AccuracyCaution {

  /** ImageNetV2's new images cost 11 to 14 points (B. Recht et al. 2019, arXiv:1902.10811). */
  private static final double FAR_BELOW = 0.2;

  private AccuracyCaution() {}

  /**
   * @param top1 what was measured
   * @param published top-1 accuracy of these weights, a fraction
   * @param reading of the labels, by which they fit far better
   * @return empty where there is nothing to say
   */
  static Optional<String> of(
      WilsonInterval top1, double published, Optional<LabelReading> reading) {
    if (top1.high() >= published - FAR_BELOW) {
      return reading.map(LabelReading::toText);
    }
    return Optional.of(
        String.format(
                Locale.ROOT,
                "top-1 is %.2f %% (95 %%: %.2f to %.2f), far below the published %.2f %%; ",
                100 * top1.estimate(),
                100 * top1.low(),
                100 * top1.high(),
                100 * published)
            + reading
                .map(LabelReading::toText)
                .orElse(
                    "no other order of labels explains it: check labels, weights and protocol, and"
                        + " whether the published figure is of such images"));
  }
}
