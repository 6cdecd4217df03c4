package io.convbench.foundation.text;

import java.util.regex.MatchResult;
import java.util.regex.Pattern;

/** What a parser of JSON or YAML (Jackson) says of a damaged text, for people. */
public final class ParserWords {

  private static final Pattern LOCATION =
      Pattern.compile(
          "\\[Source: [^\\n]*?; line: (\\d+), column: (\\d+)\\]|\\[Source: [^\\n]*?byte offset: #(\\d+)\\]");

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
    return LOCATION
        .matcher(line.replace("start marker at", "opened at"))
        .replaceAll(ParserWords::place);
  }

  private static String place(MatchResult place) {
    return place.group(3) == null
        ? "line %s, column %s".formatted(place.group(1), place.group(2))
        : "byte %s".formatted(place.group(3));
  }
}
