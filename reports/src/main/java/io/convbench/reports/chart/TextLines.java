package io.convbench.reports.chart;

import java.awt.Font;
import java.util.LinkedHashSet;
import java.util.Set;
import java.util.function.Function;

/** Every text that the drawing library will paint in a chart; see {@link SvgGraphics}. */
final class TextLines {

  /** A text in its font. */
  record Line(String text, Font font) {}

  private final Set<Line> lines = new LinkedHashSet<>();

  /** Makes a text known and returns it. */
  String add(String text, Font font) {
    if (!text.isBlank()) {
      lines.add(new Line(text, font));
    }
    return text;
  }

  /** A formatter that makes every text known that it returns. */
  Function<Double, String> remembering(Function<Double, String> formatter, Font font) {
    return value -> add(formatter.apply(value), font);
  }

  Set<Line> all() {
    return lines;
  }
}
