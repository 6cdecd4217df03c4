package io.convbench.harness.cli;

/** How many threads a person may ask for. */
final class Threads {

  /** Beyond the cores of any machine, and still few enough for one process to start. */
  private static final int MOST = 1024;

  /** What is allowed, for messages. */
  static final String RANGE = "1 to " + MOST;

  private Threads() {}

  static boolean areAllowed(int threads) {
    return threads >= 1 && threads <= MOST;
  }
}
