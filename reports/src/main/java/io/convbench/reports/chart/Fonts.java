package io.convbench.reports.chart;

import java.awt.Font;
import java.awt.font.FontRenderContext;
import java.awt.font.TextLayout;
import java.awt.geom.Rectangle2D;
import java.util.Optional;

/** The fonts of the charts, and how large their texts are. */
final class Fonts {

  static final Font TEXT = new Font(Font.SANS_SERIF, Font.PLAIN, 12);
  static final Font SMALL = new Font(Font.SANS_SERIF, Font.PLAIN, 11);
  static final Font STRONG = new Font(Font.SANS_SERIF, Font.BOLD, 12);
  static final Font TITLE = new Font(Font.SANS_SERIF, Font.BOLD, 15);

  private static final FontRenderContext CONTEXT = new FontRenderContext(null, true, true);

  /** What Debian's fontconfig and convbench's packages have. */
  private static final String USUAL = "DejaVu Sans";

  private Fonts() {}

  /**
   * A font of this size and style for a text of an SVG, which names families of its own. For one of
   * Java's logical fonts the drawing library reads all fonts of the machine, text by text; where
   * the usual one is missing, so does this.
   */
  static Font physical(Font font) {
    return new Font(USUAL, font.getStyle(), 1).deriveFont(font.getSize2D());
  }

  static double width(String text, Font font) {
    return font.getStringBounds(text, CONTEXT).getWidth();
  }

  /** The text, with an ellipsis where it is too wide. */
  static String cut(String text, Font font, double widest) {
    String cut = text;
    while (width(cut, font) > widest) {
      cut = cut.substring(0, cut.length() - 2).strip() + "…";
    }
    return cut;
  }

  /** Height above the baseline of capitals and digits. */
  static double capHeight(Font font) {
    return font.getLineMetrics("H", CONTEXT).getAscent() * 0.78;
  }

  /** Room that a line of text needs. */
  static Rectangle2D box(String text, Font font) {
    return new Rectangle2D.Double(0, 0, width(text, font), font.getSize2D() * 1.15);
  }

  /** Why texts cannot be drawn on this machine, if so: a JDK without any font installed. */
  static Optional<String> problem() {
    try {
      new TextLayout("0", TEXT, CONTEXT).getOutline(null);
      return Optional.empty();
    } catch (RuntimeException | LinkageError | InternalError e) {
      return Optional.of(
          "this Java finds no fonts to draw with: install them, on Debian and Ubuntu with"
              + " 'apt-get install fontconfig fonts-dejavu-core', and make the report again");
    }
  }
}
