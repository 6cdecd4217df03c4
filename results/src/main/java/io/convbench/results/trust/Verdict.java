package io.convbench.results.trust;

import io.convbench.results.Column;
import io.convbench.results.Row;
import java.util.Locale;
import java.util.stream.Stream;

/** How far a timed row can be trusted, the best first. */
public enum Verdict {
  /** Nothing was seen that disturbs it. */
  VALID(""),
  /** Something may have disturbed it: right in size, not to a few percent. */
  NOISY("~"),
  /** It says nothing of the model. */
  INVALID("!"),
  /** An older version timed it and did not look. */
  UNKNOWN("?");

  private final String sign;

  Verdict(String sign) {
    this.sign = sign;
  }

  /** The verdict that a row states. */
  public static Verdict of(Row row) {
    return row.text(Column.VERDICT).map(Verdict::ofWord).orElse(UNKNOWN);
  }

  /** The word in rows, e.g. {@code noisy}. */
  public String word() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** What marks a figure in tables and charts; empty for a valid one. */
  public String sign() {
    return sign;
  }

  /** The worse of two. */
  Verdict or(Verdict other) {
    return compareTo(other) >= 0 ? this : other;
  }

  private static Verdict ofWord(String word) {
    return Stream.of(values())
        .filter(verdict -> verdict.word().equals(word))
        .findFirst()
        .orElse(UNKNOWN);
  }
}
