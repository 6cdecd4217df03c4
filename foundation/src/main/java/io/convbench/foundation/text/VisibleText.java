package io.convbench.foundation.text;

import java.util.HexFormat;

/**
 * Text from outside, such as the name of a file, made fit to be shown: a character that a terminal,
 * an editor or a browser obeys instead of showing it becomes a readable escape such as {@code
 * \u001b}. These are control characters, line and paragraph separators, and the format characters
 * of Unicode, by which text can be hidden or turned around (bidirectional overrides; T. Boucher and
 * R. Anderson 2021, "Trojan source", arXiv:2111.00169). Tabs and line ends stay.
 */
public final class VisibleText {

  /** What a message shows of a value; those that people write are shorter. */
  private static final int MOST_SHOWN = 200;

  private VisibleText() {}

  /** The text with escapes; the same text when it needs none. */
  public static String of(String text) {
    if (isVisible(text)) {
      return text;
    }
    StringBuilder visible = new StringBuilder();
    for (int i = 0; i < text.length(); i += Character.charCount(text.codePointAt(i))) {
      if (isHidden(text, i)) {
        for (char unit : Character.toChars(text.codePointAt(i))) {
          visible.append("\\u").append(HexFormat.of().toHexDigits(unit));
        }
      } else {
        visible.appendCodePoint(text.codePointAt(i));
      }
    }
    return visible.toString();
  }

  /** The same in one line: a name with a line end in it cannot forge a line of output. */
  public static String ofLine(String text) {
    return of(text).replace("\r", "\\r").replace("\n", "\\n");
  }

  /** The text in one line, or the start of a long one with its length, for messages. */
  public static String shortened(String text) {
    return text.length() <= MOST_SHOWN
        ? ofLine(text)
        : "%s... (%s characters)".formatted(ofLine(text.substring(0, MOST_SHOWN)), text.length());
  }

  /** Whether the text needs no escape. */
  public static boolean isVisible(String text) {
    for (int i = 0; i < text.length(); i += Character.charCount(text.codePointAt(i))) {
      if (isHidden(text, i)) {
        return false;
      }
    }
    return true;
  }

  private static boolean isHidden(String text, int at) {
    int character = text.codePointAt(at);
    if (character == '\n' || character == '\t') {
      return false;
    }
    if (character == '\r') {
      // Alone it takes a terminal back to the start of the line, to write over it.
      return at + 1 == text.length() || text.charAt(at + 1) != '\n';
    }
    return switch (Character.getType(character)) {
      case Character.CONTROL,
          Character.FORMAT,
          Character.LINE_SEPARATOR,
          Character.PARAGRAPH_SEPARATOR ->
          true;
      default -> false;
    };
  }
}
