package io.convbench.results.selection;

import java.util.Locale;

/** Whether a candidate meets a constraint, the best first. */
public enum Fit {
  /** Also at the bad end of its interval. */
  MEETS,
  /** The limit lies within its interval, or the interval is not known. */
  UNCERTAIN,
  /** Even at the good end of its interval it does not. */
  FAILS;

  /** The word in texts and files. */
  public String word() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** The worse of two. */
  Fit or(Fit other) {
    return compareTo(other) >= 0 ? this : other;
  }
}
