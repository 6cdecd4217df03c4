package io.convbench.results;

import java.util.Locale;

/** How a cell ended; every status but {@code OK} comes with a reason. */
public enum Status {
  /** Measured. */
  OK,
  /** Tried, and ended by an error, a crash, a lack of memory or a time limit. */
  FAILED,
  /** Not tried, because the figure would mean nothing. */
  SKIPPED,
  /** Not tried, because this machine cannot. */
  UNAVAILABLE;

  /** The word in CSV and journal, e.g. {@code ok}. */
  public String word() {
    return name().toLowerCase(Locale.ROOT);
  }
}
