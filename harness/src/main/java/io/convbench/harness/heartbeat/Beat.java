package io.convbench.harness.heartbeat;

import java.time.Duration;

/**
 * One sign of progress.
 *
 * @param number how many signs there were, with this one
 * @param done of the work, in units of the child's choice
 * @param total of the work, in the same units; 0 when unknown
 * @param quiet time for which no other sign is to be expected, while all is well
 */
public record Beat(long number, long done, long total, Duration quiet) {

  /** Part of the work that is done, from 0 to 1; 0 when the total is unknown. */
  public double fraction() {
    return total > 0 ? Math.min(1, Math.max(0, done / (double) total)) : 0;
  }
}
