package io.convbench.reports.nightly;

import io.convbench.foundation.text.VisibleText;
import io.convbench.results.nightly.Change;
import io.convbench.results.nightly.Series;
import io.convbench.results.nightly.Series.Point;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * A series as a small drawing: a line a machine and version, a vertical line where a change began,
 * dots where a night says nothing. Drawn without a library, as a page has hundreds of them with
 * hundreds of nights each.
 */
public final class Trend {

  private static final double WIDTH = 360;
  private static final double HEIGHT = 84;
  private static final double MARGIN = 6;

  /** Where nights begin, right of the axis' values, and where the dates stand below. */
  private static final double LEFT = 62;

  private static final double BOTTOM = 62;
  private static final double BASELINE = 80;

  /** Less than this part above and below the middle would make noise look like mountains. */
  private static final double LEAST_SPAN = 0.05;

  private Trend() {}

  /**
   * The drawing as SVG.
   *
   * @param dates of all nights of the history, of which the series may lack some
   * @param changes of the series and of what it is part of
   */
  public static String svg(Series series, List<String> dates, List<Change> changes) {
    int nights = dates.size();
    double[] values =
        series.points().stream()
            .filter(point -> point.figure().value().isPresent())
            .mapToDouble(point -> point.figure().value().getAsDouble())
            .sorted()
            .toArray();
    StringBuilder svg = new StringBuilder();
    svg.append(
        "<svg class=\"trend\" viewBox=\"0 0 %s %s\" role=\"img\" aria-label=\"%s\">"
            .formatted(number(WIDTH), number(HEIGHT), label(series, values)));
    if (values.length > 0) {
      double middle = values[values.length / 2];
      double low = Math.min(values[0], middle * (1 - LEAST_SPAN));
      double high = Math.max(values[values.length - 1], middle * (1 + LEAST_SPAN));
      if (high == low) {
        high = low + 1;
      }
      axes(svg, series, dates, low, high);
      marks(svg, series, nights, changes);
      lines(svg, series, nights, low, high);
    }
    return svg.append("</svg>").toString();
  }

  /** The ends of the values' axis, and the first and the last date. */
  private static void axes(
      StringBuilder svg, Series series, List<String> dates, double low, double high) {
    svg.append(
        "<path class=\"axis\" d=\"M%1$s %2$sH%4$sM%1$s %3$sH%4$s\"/>"
            .formatted(number(LEFT), number(MARGIN), number(BOTTOM), number(WIDTH)));
    word(svg, LEFT - 4, MARGIN + 4, "end", NightWords.withUnit(series.metric(), high));
    word(svg, LEFT - 4, BOTTOM + 4, "end", NightWords.withUnit(series.metric(), low));
    word(svg, LEFT, BASELINE, "start", dates.get(0));
    if (dates.size() > 1) {
      word(svg, WIDTH, BASELINE, "end", dates.get(dates.size() - 1));
    }
  }

  private static void word(StringBuilder svg, double x, double y, String anchor, String text) {
    svg.append(
        "<text x=\"%s\" y=\"%s\" text-anchor=\"%s\">%s</text>"
            .formatted(number(x), number(y), anchor, escaped(text)));
  }

  private static String label(Series series, double[] values) {
    return values.length == 0
        ? "no value"
        : "%s nights, %s to %s"
            .formatted(
                series.points().size(),
                NightWords.withUnit(series.metric(), values[0]),
                NightWords.withUnit(series.metric(), values[values.length - 1]));
  }

  private static void marks(StringBuilder svg, Series series, int nights, List<Change> changes) {
    for (Change change : changes) {
      series.points().stream()
          .filter(point -> point.id().equals(change.since()))
          .findFirst()
          .ifPresent(
              point ->
                  svg.append(
                      "<path class=\"%s\" d=\"M%s 0V%s\"><title>%s</title></path>"
                          .formatted(
                              change.regression() ? "worse" : "better",
                              number(x(point.night(), nights)),
                              number(BOTTOM),
                              escaped(title(series, change)))));
    }
    Point before = null;
    for (Point point : series.points()) {
      if (before != null && before.epoch() != point.epoch()) {
        svg.append(
            "<path class=\"epoch\" d=\"M%s 0V%s\"><title>%s</title></path>"
                .formatted(
                    number(x(point.night() - 0.5, nights)),
                    number(BOTTOM),
                    escaped(
                        "%s: another machine, version or setting: %s %s"
                            .formatted(
                                point.id(),
                                point.figure().where().machine(),
                                point.figure().where().version()))));
      }
      before = point;
    }
  }

  private static String title(Series series, Change change) {
    return change.since()
        + ": "
        + (change.key().equals(series.key()) ? "" : change.key() + ", ")
        + change.reason();
  }

  private static void lines(StringBuilder svg, Series series, int nights, double low, double high) {
    StringBuilder path = new StringBuilder();
    List<String> doubtful = new ArrayList<>();
    Point before = null;
    for (Point point : series.points()) {
      if (point.figure().value().isEmpty()) {
        continue;
      }
      String x = number(x(point.night(), nights));
      double share = (point.figure().value().getAsDouble() - low) / (high - low);
      String y = number(BOTTOM - share * (BOTTOM - MARGIN));
      if (!point.usable()) {
        doubtful.add("M%s %sh.01".formatted(x, y));
        continue;
      }
      boolean goesOn = before != null && before.epoch() == point.epoch();
      path.append(goesOn ? "L" : "M").append(x).append(' ').append(y);
      before = point;
    }
    svg.append("<path class=\"line\" d=\"%s\"/>".formatted(path));
    if (!doubtful.isEmpty()) {
      svg.append("<path class=\"doubt\" d=\"%s\"/>".formatted(String.join("", doubtful)));
    }
    if (before != null) {
      svg.append("<path class=\"last\" d=\"%sh.01\"/>".formatted(lastMove(path.toString())));
    }
  }

  private static String lastMove(String path) {
    int at = Math.max(path.lastIndexOf('L'), path.lastIndexOf('M'));
    return "M" + path.substring(at + 1);
  }

  private static double x(double night, int nights) {
    return LEFT + MARGIN + night * (WIDTH - LEFT - 2 * MARGIN) / Math.max(1, nights - 1);
  }

  private static String number(double value) {
    String text = String.format(Locale.ROOT, "%.1f", value);
    return text.endsWith(".0") ? text.substring(0, text.length() - 2) : text;
  }

  private static String escaped(String text) {
    return VisibleText.of(text)
        .replace("&", "&amp;")
        .replace("<", "&lt;")
        .replace(">", "&gt;")
        .replace("\"", "&quot;");
  }
}
