package io.convbench.results.comparison;

import io.convbench.foundation.input.InvalidInputException;

/**
 * The thresholds of a comparison, as parts: 0.05 is 5 %.
 *
 * @param floor the least change of a time or throughput that counts
 * @param memoryFloor the same of memory
 * @param accuracyFloor within so much of all images an accuracy counts as unchanged
 */
public record ComparisonRules(double floor, double memoryFloor, double accuracyFloor) {

  /**
   * Probability with which a comparison of two runs of one version calls any of its latencies
   * changed, all cells together (Holm).
   */
  static final double LEVEL = 0.01;

  /**
   * No smaller change of memory counts: resident sets of the same models differed by up to 16 MiB
   * between two runs, by 4 MiB in the middle (18 architectures of 54 to 621 MiB, PyTorch).
   */
  static final double LEAST_BYTES = 32.0 * (1 << 20);

  /** Half of what makes readers choose another engine (see the rules of verdicts). */
  private static final double USUAL_FLOOR = 0.05;

  /** Allocators round up, and threads take their buffers in another order. */
  private static final double USUAL_MEMORY_FLOOR = 0.10;

  /** A point: what tables of accuracies are rounded to by those who choose. */
  private static final double USUAL_ACCURACY_FLOOR = 0.01;

  /** What holds unless a person says otherwise. */
  public static final ComparisonRules USUAL =
      new ComparisonRules(USUAL_FLOOR, USUAL_MEMORY_FLOOR, USUAL_ACCURACY_FLOOR);

  /**
   * @throws InvalidInputException when a floor is not between 0 and 1
   */
  public ComparisonRules {
    require(floor);
    require(memoryFloor);
    require(accuracyFloor);
  }

  private static void require(double part) {
    if (!(part >= 0 && part <= 1)) {
      throw new InvalidInputException(
          "a threshold of %s %%: use 0 to 100 percent".formatted(100 * part));
    }
  }

  double of(Metric metric) {
    return switch (metric.rule()) {
      case ROUNDS, REPEATS -> floor;
      case THRESHOLD -> memoryFloor;
      case PAIRS -> accuracyFloor;
      case LIMIT, EXACT -> 0;
    };
  }
}
