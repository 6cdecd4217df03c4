package io.convbench.results.selection;

import java.util.Locale;
import java.util.OptionalDouble;

/**
 * Whether the choice is better than another candidate, or the two cannot be told apart.
 *
 * @param real true when it is better; false for a tie
 * @param basis what says so
 * @param pValue Holm's, over all that the choice was tested against; empty without a test
 */
public record Difference(boolean real, Basis basis, OptionalDouble pValue) {

  /** Differences of a lower p-value are real. */
  public static final double LEVEL = 0.05;

  /** What a difference is judged by. */
  public enum Basis {
    /** McNemar's test over the same images. */
    MCNEMAR,
    /** Whether the intervals have a value in common. */
    INTERVALS,
    /** At least one interval is not known. */
    NO_INTERVAL,
    /** Both figures are counted. */
    EXACT;

    /** The word in files. */
    public String word() {
      return name().toLowerCase(Locale.ROOT);
    }
  }
}
