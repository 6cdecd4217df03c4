package io.convbench.results.comparison;

import java.util.Locale;

/** Whether a figure changed from one run to another. */
public enum ChangeVerdict {
  /** By more than the threshold, and more than chance does. */
  CHANGED,
  /** By no more than the threshold, whatever chance does. */
  UNCHANGED,
  /** Chance may do as much, or a figure cannot be trusted. */
  CANNOT_TELL;

  /** As people read it, e.g. {@code cannot tell}. */
  public String word() {
    return name().toLowerCase(Locale.ROOT).replace('_', ' ');
  }
}
