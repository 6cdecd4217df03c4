package io.convbench.harness.load;

/** One session, for the thread that it is given to. */
public interface Stream {

  /** Time on the clock that all streams share, nanoseconds. */
  long nanos();

  /** Waits until a time on this clock; returns at once when it has passed. */
  void sleepUntil(long nanos);

  /** Runs so many images as one batch and waits for the result. */
  void infer(int images);
}
