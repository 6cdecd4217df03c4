package io.convbench.suites.download;

import java.time.Duration;
import java.util.random.RandomGenerator;

/**
 * How long a download bears with a bad network.
 *
 * @param connect for a connection
 * @param stall without a byte, before an answer or within it
 * @param attempts at one address without any progress
 * @param firstWait after the first failure; each further wait is twice as long
 * @param longestWait between two attempts, also where the server asks for a longer one
 */
public record Timeouts(
    Duration connect, Duration stall, int attempts, Duration firstWait, Duration longestWait) {

  /** For people and nightly runs: about a minute of waits at an address. */
  public static final Timeouts DEFAULT =
      new Timeouts(
          Duration.ofSeconds(20),
          Duration.ofSeconds(60),
          6,
          Duration.ofSeconds(1),
          Duration.ofMinutes(2));

  /**
   * @throws IllegalArgumentException when there is no attempt or a time is negative
   */
  public Timeouts {
    if (attempts < 1 || firstWait.isNegative() || longestWait.compareTo(firstWait) < 0) {
      throw new IllegalArgumentException(
          "%s attempts with waits of %s to %s: one attempt and ascending waits expected"
              .formatted(attempts, firstWait, longestWait));
    }
  }

  /**
   * The wait after so many failures in a row: exponential, and spread over its upper half so that
   * machines that failed together do not come back together.
   */
  Duration waitAfter(int failures, RandomGenerator random) {
    double doubled = firstWait.toMillis() * Math.pow(2, failures - 1.0);
    double capped = Math.min(doubled, longestWait.toMillis());
    return Duration.ofMillis(Math.round(capped * (0.5 + random.nextDouble() / 2)));
  }
}
