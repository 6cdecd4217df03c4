package io.convbench.foundation.text;

/** A message as a sentence that others follow. */
public final class Sentence {

  private Sentence() {}

  /** The text with a full stop, unless it ends as a sentence does. */
  public static String of(String text) {
    return text.matches("(?s).*[.?!]") ? text : text + ".";
  }
}
