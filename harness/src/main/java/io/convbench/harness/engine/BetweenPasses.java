package io.convbench.harness.engine;

/** What a JVM does between two forward passes of its session. */
public enum BetweenPasses {

  /** The next pass, at once: waiting threads of the engine may spin on their cores, as it likes. */
  NOTHING,

  /** Work of its own, for which the engine's waiting threads are to leave their cores. */
  OTHER_WORK
}
