package io.convbench.results;

import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** How a cell ended; every status but {@code OK} comes with a reason. */
public enum Status {
  /** Measured. */
  OK,
  /** Tried, and ended by an error, a crash, a lack of memory or a time limit. */
  FAILED,
  /** Not tried, because the figure would mean nothing. */
  SKIPPED,
  /** Not measured, because this machine cannot. */
  UNAVAILABLE;

  /** The word in CSV and journal, e.g. {@code ok}. */
  public String word() {
    return name().toLowerCase(Locale.ROOT);
  }

  /**
   * The status of this word.
   *
   * @throws IllegalArgumentException when there is none, naming those there are
   */
  public static Status ofWord(String word) {
    return Stream.of(values())
        .filter(status -> status.word().equals(word))
        .findFirst()
        .orElseThrow(
            () -> new IllegalArgumentException("'%s' is not one of %s".formatted(word, words())));
  }

  /** All words, for a message. */
  static String words() {
    return Stream.of(values()).map(Status::word).collect(Collectors.joining(", "));
  }
}
