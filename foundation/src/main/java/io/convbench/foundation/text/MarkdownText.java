package io.convbench.foundation.text;

import java.util.regex.Pattern;

/**
 * Text from outside as literal text of a Markdown document (CommonMark 0.31 with GitHub's tables):
 * a name can make neither a link, an image, code nor HTML, and does not end a table's cell.
 */
public final class MarkdownText {

  /** What may begin markup anywhere in a line. CommonMark takes a backslash before each. */
  private static final Pattern MARKUP = Pattern.compile("[\\\\`*_\\[\\]<>|~&!#]");

  private MarkdownText() {}

  /** The text in one line, which a reader sees as it is. */
  public static String of(String text) {
    String line = VisibleText.of(text).replaceAll("\\s+", " ").strip();
    // An address becomes a link of itself where GitHub sees its scheme or www., a name a mention.
    return MARKUP
        .matcher(line)
        .replaceAll("\\\\$0")
        .replace("://", ":&#47;&#47;")
        .replace("@", "&#64;")
        .replaceAll("(?i)\\bwww\\.", "www&#46;");
  }
}
