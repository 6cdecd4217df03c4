package io.convbench.harness.run;

import java.util.Optional;

/**
 * How long a run times what has been timed once.
 *
 * @param share time for measuring disturbed cells again, as a part of the run's own
 * @param within time from the run's start in which further rounds are to end, too; empty for as
 *     long as they take
 */
public record Repeats(double share, Optional<Budget> within) {

  /** As long as the rounds take, and so much of it for repeats. */
  public static Repeats ofShare(double share) {
    return new Repeats(share, Optional.empty());
  }
}
