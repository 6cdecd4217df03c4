package io.convbench.results.nightly;

import io.convbench.results.comparison.Ratio;
import java.util.Objects;
import java.util.OptionalDouble;

/**
 * A change of a series that was found on some night.
 *
 * @param key the series, of a cell or of several
 * @param since the id of the first night of the new level
 * @param ratio the new level over the one before; exactly 1 where a limit was crossed or images
 *     went wrong
 * @param regression whether it is to the worse
 * @param reason in a few words
 */
public record Change(String key, String since, Ratio ratio, boolean regression, String reason) {

  /**
   * @throws IllegalArgumentException when the ratio or an end of its interval is not above 0
   */
  public Change {
    Objects.requireNonNull(key, "key");
    Objects.requireNonNull(since, "since");
    Objects.requireNonNull(reason, "reason");
    requirePositive(key, OptionalDouble.of(ratio.estimate()));
    requirePositive(key, ratio.low());
    requirePositive(key, ratio.high());
  }

  private static void requirePositive(String key, OptionalDouble ratio) {
    if (!(ratio.orElse(1) > 0) || Double.isInfinite(ratio.orElse(1))) {
      throw new IllegalArgumentException("%s changed %s times".formatted(key, ratio.getAsDouble()));
    }
  }

  /** How far the change is from none, in widths of its interval; infinite where there is none. */
  double sureness() {
    double width = Math.log(ratio.high().orElse(1) / ratio.low().orElse(1));
    return Math.abs(Math.log(ratio.estimate())) / width;
  }
}
