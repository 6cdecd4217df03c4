package io.convbench.results;

import java.util.regex.Pattern;

/**
 * What the texts of a column may be. Those that become file names, here or on the machine that
 * reads the file, cannot lead out of their folder, whoever wrote them.
 */
enum TextRule {
  /** Any text. */
  ANY("", "a text"),
  /** The name of a file or folder of its own. */
  FILE_NAME(
      "[A-Za-z0-9][A-Za-z0-9._+-]{0,119}",
      "a name of at most 120 letters, digits and . _ + -, the first a letter or digit"),
  /** How far a row can be trusted. */
  VERDICT("valid|noisy|invalid", "one of valid, noisy, invalid"),
  /** Part of a file's name. */
  PART_OF_FILE_NAME(
      "[^/\\\\\\p{Cntrl}]{1,120}",
      "a name of at most 120 characters without slash, backslash and control characters");

  private final Pattern fitting;
  private final String phrase;

  TextRule(String fitting, String phrase) {
    this.fitting = Pattern.compile(fitting);
    this.phrase = phrase;
  }

  /** What is allowed, in a sentence. */
  String phrase() {
    return phrase;
  }

  boolean allows(String text) {
    return this == ANY || fitting.matcher(text).matches();
  }
}
