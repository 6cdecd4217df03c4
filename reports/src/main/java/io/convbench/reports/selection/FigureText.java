package io.convbench.reports.selection;

import io.convbench.reports.chart.Rounding;
import io.convbench.results.selection.Estimate;
import io.convbench.results.selection.Metric;
import io.convbench.results.selection.Unit;

/** Figures of metrics as people read them. */
public final class FigureText {

  private FigureText() {}

  /** The interval and the source in brackets; empty for what is counted. */
  static String interval(Metric metric, Estimate figure) {
    if (figure.source() == Estimate.Source.COUNTED) {
      return "";
    }
    String source = figure.source() == Estimate.Source.PUBLISHED ? ", published" : "";
    return figure.hasInterval()
        ? " (%s to %s%s)"
            .formatted(
                number(metric, figure.low().getAsDouble()),
                number(metric, figure.high().getAsDouble()),
                source)
        : " (no interval%s)".formatted(source);
  }

  /** A value with its unit, to three digits. */
  public static String value(Metric metric, double value) {
    return switch (metric.unit()) {
      case MILLISECONDS -> number(metric, value) + " ms";
      case FRACTION -> number(metric, value) + " %";
      case BYTES -> number(metric, value) + " MiB";
      case COUNT, IMAGES_PER_SECOND -> number(metric, value);
    };
  }

  private static String number(Metric metric, double value) {
    return switch (metric.unit()) {
      case MILLISECONDS, IMAGES_PER_SECOND -> Rounding.significant(value);
      case FRACTION -> Rounding.percent(value);
      case BYTES -> Rounding.significant(Rounding.mebibytes(value));
      case COUNT -> counted(value);
    };
  }

  private static String counted(double value) {
    if (value >= 1e9) {
      return Rounding.significant(value / 1e9) + " G";
    }
    return value >= 1e6 ? Rounding.significant(value / 1e6) + " M" : Rounding.plain(value);
  }

  /** A difference of two values, e.g. {@code 1.9 points}. */
  static String amount(Metric metric, double difference) {
    return metric.unit() == Unit.FRACTION
        ? Rounding.significant(100 * difference) + " points"
        : value(metric, difference);
  }
}
