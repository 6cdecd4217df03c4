package io.convbench.foundation.text;

import java.util.regex.MatchResult;
import java.util.regex.Pattern;

/** What a parser of JSON or YAML (Jackson) says of a damaged text, for people. */
public final class ParserWords {

  private static final Pattern LOCATION =
      Pattern.compile(
          "\\[Source: [^\\n]*?; line: (\\d+), column: (\\d+)\\]|\\[Source: [^\\n]*?byte offset: #(\\d+)\\]");

  private static final Pattern WITHIN_TEXT =
      Pattern.compile(
          "Illegal unquoted character \\(\\(CTRL-CHAR, code (\\d+)\\)\\): has to be escaped.*");

  private static final Pattern BETWEEN_VALUES =
      Pattern.compile(
          "Illegal character (\\(\\(CTRL-CHAR, code \\d+\\)\\)): only regular white space.*");

  private static final Pattern CONTROL =
      Pattern.compile("\\(\\(CTRL-CHAR, code (\\d+)\\)\\)|\\(CTRL-CHAR, code (\\d+)\\)");

  private ParserWords() {}

  /**
   * The first line of a message, with line and column alone of the places that it names.
   *
   * @param message as Jackson's {@code getOriginalMessage} has it; null becomes {@code unreadable}
   */
  public static String of(String message) {
    String line = String.valueOf(message).lines().findFirst().orElse("");
    if (message == null || line.isBlank()) {
      return "unreadable";
    }
    String placed =
        LOCATION
            .matcher(line.replace("start marker at", "opened at"))
            .replaceAll(ParserWords::place);
    String within =
        WITHIN_TEXT
            .matcher(placed)
            .replaceAll(found -> control(found.group(1)) + " within a text, is it cut off?");
    return CONTROL
        .matcher(BETWEEN_VALUES.matcher(within).replaceAll("unexpected character $1"))
        .replaceAll(found -> "(%s)".formatted(control(found.group(found.group(1) == null ? 2 : 1))))
        .replace("VALUE_STRING", "a text")
        .replace("FIELD_NAME", "a name");
  }

  private static String control(String code) {
    return code.equals("10") || code.equals("13") ? "end of line" : "control character " + code;
  }

  private static String place(MatchResult place) {
    return place.group(3) == null
        ? "line %s, column %s".formatted(place.group(1), place.group(2))
        : "byte %s".formatted(place.group(3));
  }
}
