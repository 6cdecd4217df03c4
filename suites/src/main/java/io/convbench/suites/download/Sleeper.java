package io.convbench.suites.download;

import java.time.Duration;

/** Lets time pass; tests let none pass. */
@FunctionalInterface
public interface Sleeper {

  /** Waits. */
  void sleep(Duration duration) throws InterruptedException;

  /** The real one. */
  static Sleeper real() {
    return duration -> Thread.sleep(duration.toMillis());
  }
}
