package io.convbench.reports.comparison;

/** Texts in Markdown, as GitHub shows it. */
public final class Markdown {

  private Markdown() {}

  /**
   * A text that stands for itself wherever it comes from: no markup, no cell of a table, no HTML,
   * no mention of a person or an issue.
   */
  public static String text(String plain) {
    StringBuilder escaped = new StringBuilder();
    plain
        .codePoints()
        .forEach(
            c -> {
              switch (c) {
                case '&' -> escaped.append("&amp;");
                case '<' -> escaped.append("&lt;");
                case '>' -> escaped.append("&gt;");
                case '@' -> escaped.append("&#64;");
                case '\n', '\r' -> escaped.append(' ');
                case '\\', '`', '*', '_', '[', ']', '#', '|', '~', '!' ->
                    escaped.append('\\').appendCodePoint(c);
                default -> escaped.appendCodePoint(c);
              }
            });
    return escaped.toString();
  }
}
