package io.convbench.results.nightly;

import java.util.Objects;

/**
 * A change of a series that was found on some night.
 *
 * @param key the series
 * @param since the id of the first night of the new level
 * @param ratio the new level over the one before; 1 where a limit was crossed or images went wrong
 * @param regression whether it is to the worse
 * @param reason in a few words
 */
public record Change(String key, String since, double ratio, boolean regression, String reason) {

  /**
   * @throws IllegalArgumentException when the ratio is not above 0
   */
  public Change {
    Objects.requireNonNull(key, "key");
    Objects.requireNonNull(since, "since");
    Objects.requireNonNull(reason, "reason");
    if (!(ratio > 0) || Double.isInfinite(ratio)) {
      throw new IllegalArgumentException("%s changed %s times".formatted(key, ratio));
    }
  }
}
