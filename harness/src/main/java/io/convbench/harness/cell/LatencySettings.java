package io.convbench.harness.cell;

import io.convbench.foundation.input.InvalidInputException;

/**
 * How long latency is measured.
 *
 * @param warmupSeconds time of untimed passes in each process before the first timed one
 * @param measureSeconds time of timed passes, in all rounds together
 * @param rounds processes that time a cell, spread over the run
 */
public record LatencySettings(double warmupSeconds, double measureSeconds, int rounds) {

  /**
   * Parts into which JMH divides the timed passes of a process, each of a pass at least: so many
   * that the slowest pass bounds the median (MLPerf's early stopping).
   */
  public static final int ITERATIONS = 7;

  /** More than anybody waits for. */
  private static final int MOST_ROUNDS = 1000;

  /**
   * @throws InvalidInputException when a time is not above 0, or rounds are not 1 to 1000
   */
  public LatencySettings {
    if (!(warmupSeconds > 0) || !(measureSeconds > 0)) {
      throw new InvalidInputException(
          "latency warm-up of %s s and measurement of %s s: each must be above 0"
              .formatted(warmupSeconds, measureSeconds));
    }
    if (rounds < 1 || rounds > MOST_ROUNDS) {
      throw new InvalidInputException("%s rounds: use 1 to %s".formatted(rounds, MOST_ROUNDS));
    }
  }

  /** The same in other rounds. */
  public LatencySettings inRounds(int count) {
    return new LatencySettings(warmupSeconds, measureSeconds, count);
  }

  /** What one process does that times the cell so long. */
  public LatencySettings ofOneRound(double seconds) {
    return new LatencySettings(warmupSeconds, seconds, 1);
  }

  /** Time of the timed passes of one process. */
  public double roundSeconds() {
    return measureSeconds / rounds;
  }
}
