package io.convbench.harness.cell;

import io.convbench.foundation.input.InvalidInputException;

/**
 * How long latency is measured.
 *
 * @param warmupSeconds time of untimed passes before the first timed one
 * @param measureSeconds time of timed passes, in {@link #ITERATIONS} equal parts
 */
public record LatencySettings(double warmupSeconds, double measureSeconds) {

  /** Parts into which JMH divides the timed passes. */
  public static final int ITERATIONS = 5;

  /**
   * @throws InvalidInputException when a time is not above 0
   */
  public LatencySettings {
    if (!(warmupSeconds > 0) || !(measureSeconds > 0)) {
      throw new InvalidInputException(
          "latency warm-up of %s s and measurement of %s s: each must be above 0"
              .formatted(warmupSeconds, measureSeconds));
    }
  }
}
