package io.convbench.results.comparison;

import java.util.Locale;

/** A difference between runs over which they are compared when a person asks for it. */
public enum Across {
  /** Other hardware. */
  MACHINE,
  /** Other versions of an engine and its natives. */
  VERSION,
  /** Other engines. */
  ENGINE;

  /** As on the command line. */
  @Override
  public String toString() {
    return name().toLowerCase(Locale.ROOT);
  }
}
