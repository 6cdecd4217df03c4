package io.convbench.harness.heartbeat;

import java.time.Duration;

/** Takes a child's signs of progress; for the child's side. */
public interface Heartbeat {

  /** For work that nobody waits for by a limit. */
  Heartbeat NONE = (done, total, quiet) -> {};

  /**
   * Gives a sign. It costs one write of a few bytes, which belongs between timed passes.
   *
   * @param done of the work, in units of the caller's choice
   * @param total of the work, in the same units; 0 when unknown
   * @param quiet time for which there will be no other sign, while all is well
   */
  void at(long done, long total, Duration quiet);

  /** Gives a sign that is followed by another one soon. */
  default void at(long done, long total) {
    at(done, total, Duration.ZERO);
  }
}
