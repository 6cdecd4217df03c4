package io.convbench.reports.chart;

import java.awt.Color;
import java.util.Collection;
import java.util.List;
import java.util.TreeSet;
import org.knowm.xchart.style.markers.Marker;
import org.knowm.xchart.style.markers.SeriesMarkers;

/**
 * Colours that the colour-blind can tell apart: M. Okabe and K. Ito 2008, "Color Universal Design",
 * a grey as the ninth, and four more for Keras's thirteen families (indigo and wine of P. Tol 2021,
 * "Colour Schemes", muted). Each goes with a shape, so that no colour is needed to tell families
 * apart; all pairs of the two differ.
 */
final class Palette {

  static final Color INK = new Color(0x22, 0x22, 0x22);
  static final Color MUTED = new Color(0x66, 0x66, 0x66);
  static final Color GRID = new Color(0xE3, 0xE3, 0xE3);
  static final Color BLUE = new Color(0x00, 0x72, 0xB2);
  static final Color ORANGE = new Color(0xE6, 0x9F, 0x00);
  static final Color GREEN = new Color(0x00, 0x9E, 0x73);
  static final Color VERMILLION = new Color(0xD5, 0x5E, 0x00);
  static final Color SKY = new Color(0x56, 0xB4, 0xE9);
  static final Color BLACK = new Color(0x00, 0x00, 0x00);
  static final Color YELLOW = new Color(0xC9, 0xB8, 0x00);
  static final Color DARK_GREY = new Color(0x80, 0x80, 0x80);
  static final Color PURPLE = new Color(0xCC, 0x79, 0xA7);

  static final Color INDIGO = new Color(0x33, 0x22, 0x88);
  static final Color WINE = new Color(0x88, 0x22, 0x55);
  static final Color BROWN = new Color(0x8C, 0x51, 0x0A);
  static final Color LIME = new Color(0x6F, 0xAF, 0x2F);

  /** All but white and INK, so that a page can tell them from other texts. */
  static final Color UPON_DARK = new Color(0xFE, 0xFE, 0xFE);

  static final Color UPON_BRIGHT = new Color(0x11, 0x11, 0x11);
  static final Color GREY = new Color(0x9A, 0x9A, 0x9A);

  /** Of 255; blue is 95, green 122. */
  private static final double DARK = 110;

  private static final List<Color> COLORS =
      List.of(
          BLUE,
          ORANGE,
          GREEN,
          VERMILLION,
          PURPLE,
          BLACK,
          SKY,
          YELLOW,
          DARK_GREY,
          INDIGO,
          WINE,
          BROWN,
          LIME);

  /** How many colours there are. */
  static final int COUNT = COLORS.size();

  private static final List<Marker> SHAPES =
      List.of(
          SeriesMarkers.CIRCLE,
          SeriesMarkers.SQUARE,
          SeriesMarkers.TRIANGLE_UP,
          SeriesMarkers.DIAMOND,
          SeriesMarkers.TRIANGLE_DOWN,
          SeriesMarkers.CROSS,
          SeriesMarkers.PLUS);

  private final List<String> families;

  Palette(Collection<String> families) {
    this.families = List.copyOf(new TreeSet<>(families));
  }

  List<String> families() {
    return families;
  }

  Color color(String family) {
    return color(families.indexOf(family));
  }

  Marker shape(String family) {
    return SHAPES.get(families.indexOf(family) % SHAPES.size());
  }

  /** What can be read upon a colour: white, or ink upon a bright one. */
  static Color upon(Color color) {
    double luminance =
        0.2126 * color.getRed() + 0.7152 * color.getGreen() + 0.0722 * color.getBlue();
    return luminance < DARK ? UPON_DARK : UPON_BRIGHT;
  }

  /** The n-th mark, starting over after the last. */
  static Marker shape(int index) {
    return SHAPES.get(index % SHAPES.size());
  }

  /** The n-th colour, starting over after the last. */
  static Color color(int index) {
    return COLORS.get(index % COLORS.size());
  }
}
