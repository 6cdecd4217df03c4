package io.convbench.harness.load;

import java.util.function.Consumer;

/** Sessions that run at the same time, each on a thread of its own, and the clock they share. */
public interface Streams {

  /** How many there are, at least 1. */
  int count();

  /** Time on the clock, nanoseconds. */
  long nanos();

  /**
   * Has every stream do the work at the same time and waits for all of them.
   *
   * @throws RuntimeException when one of them fails, with the first failure
   */
  void together(Consumer<Stream> work);
}
