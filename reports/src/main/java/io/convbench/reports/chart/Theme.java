package io.convbench.reports.chart;

import java.awt.Color;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * The colours of charts in a page that is read by day and by night. A picture in a page names its
 * colours; what they are, the page's style says. An inverting filter would keep hues but not what
 * they are called: orange, made dark, is brown.
 */
public enum Theme {
  /** On white. */
  LIGHT,
  /** On the dark card. */
  DARK;

  /** A colour on white and on the dark card. */
  private record Shade(Color light, String dark) {}

  private static final List<Shade> SHADES =
      List.of(
          new Shade(Palette.INK, "#e6e9ee"),
          new Shade(Palette.MUTED, "#a3acba"),
          new Shade(Palette.GRID, "#363d48"),
          new Shade(Palette.UPON_DARK, "#111"),
          new Shade(Palette.UPON_BRIGHT, "#111"),
          new Shade(Palette.BLUE, "#3f9bdc"),
          new Shade(Palette.ORANGE, "#f0a818"),
          new Shade(Palette.GREEN, "#1fb88c"),
          new Shade(Palette.VERMILLION, "#ff7a33"),
          new Shade(Palette.SKY, "#8fd0ff"),
          new Shade(Palette.PURPLE, "#e09bc4"),
          new Shade(Palette.BLACK, "#f4f4f4"),
          new Shade(Palette.YELLOW, "#dccb1a"),
          new Shade(Palette.DARK_GREY, "#8d8d8d"),
          new Shade(Palette.INDIGO, "#9f92ff"),
          new Shade(Palette.WINE, "#e2608d"),
          new Shade(Palette.BROWN, "#c68a4a"),
          new Shade(Palette.LIME, "#a3dd6a"),
          new Shade(Palette.GREY, "#8d949e"),
          new Shade(ReliabilityPanel.FEW, "#35566b"),
          new Shade(ReliabilityPanel.COUNTS, "#5c6470"));

  /** The dark card of pages. */
  private static final String CARD = "#1d2128";

  private static final String FAINT_BY_NIGHT = ".8";

  private static final Pattern RGB = Pattern.compile("rgb\\((\\d+),(\\d+),(\\d+)\\)");

  /** The background, through which the card shows, and at its edges the shadows of the page. */
  private static final String WHITE = rgb(Color.WHITE);

  /** Balls let what they cover through; by night no more than leaves orange orange. */
  private static final Pattern FAINT = Pattern.compile("fill-opacity:0\\.\\d+");

  private static final Map<String, Integer> INDEX =
      IntStream.range(0, SHADES.size())
          .boxed()
          .collect(Collectors.toUnmodifiableMap(i -> rgb(SHADES.get(i).light()), i -> i));

  /** The declarations of all colours, for a page's style. */
  public String css() {
    String faint = "--faint: %s; ".formatted(this == DARK ? FAINT_BY_NIGHT : ".47");
    return IntStream.range(0, SHADES.size())
        .mapToObj(
            i ->
                "--k%s: %s;"
                    .formatted(i, this == DARK ? SHADES.get(i).dark() : hex(SHADES.get(i).light())))
        .collect(Collectors.joining(" ", faint, ""));
  }

  /** The colours of the first series of any chart, as the page's style names them. */
  public static List<String> series() {
    return IntStream.range(0, Palette.COUNT)
        .mapToObj(i -> "var(--k%s)".formatted(INDEX.get(rgb(Palette.color(i)))))
        .toList();
  }

  /** A style with its colours named; one that no theme has stays as it is. */
  static String named(String style) {
    Matcher colors =
        RGB.matcher(
            FAINT
                .matcher(style)
                .replaceAll("fill-opacity:var(--faint)")
                .replace(WHITE, "transparent"));
    return colors.replaceAll(
        found ->
            INDEX.containsKey(found.group())
                ? "var(--k%s)".formatted(INDEX.get(found.group()))
                : found.group());
  }

  /**
   * Rules that change the colours in styles of elements where the reader's screen is dark.
   *
   * @param styles of all elements; what they do not have gets no rule
   */
  static String byNight(String styles) {
    StringBuilder rules = new StringBuilder("@media (prefers-color-scheme: dark){");
    for (String property : List.of("fill", "stroke")) {
      rule(rules, property, WHITE, CARD, styles);
      SHADES.forEach(shade -> rule(rules, property, rgb(shade.light()), shade.dark(), styles));
    }
    rules.append("[style*=\"fill-opacity\"]{fill-opacity:%s!important}".formatted(FAINT_BY_NIGHT));
    return rules.append('}').toString();
  }

  private static void rule(
      StringBuilder rules, String property, String light, String dark, String styles) {
    String declaration = property + ":" + light;
    if (styles.contains(declaration)) {
      rules.append("[style*=\"%s\"]{%s:%s!important}".formatted(declaration, property, dark));
    }
  }

  private static String rgb(Color color) {
    return "rgb(%s,%s,%s)".formatted(color.getRed(), color.getGreen(), color.getBlue());
  }

  private static String hex(Color color) {
    return String.format(Locale.ROOT, "#%06x", color.getRGB() & 0xFFFFFF);
  }
}
