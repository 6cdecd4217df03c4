package io.convbench.reports.decision;

import io.convbench.reports.chart.Rounding;
import io.convbench.results.selection.Metric;

/**
 * How values of a metric are written and entered.
 *
 * @param unit behind a value; may be empty
 * @param factor of the metric's own unit
 */
public record Scale(String unit, double factor) {

  /** That of a metric. */
  static Scale of(Metric metric) {
    return switch (metric.unit()) {
      case MILLISECONDS -> new Scale("ms", 1);
      case BYTES -> new Scale("MiB", 0x1p20);
      case FRACTION -> new Scale("%", 0.01);
      case COUNT ->
          metric == Metric.PARAMETERS ? new Scale("million", 1e6) : new Scale("billion", 1e9);
      case IMAGES_PER_SECOND -> new Scale("images/s", 1);
    };
  }

  /** All digits of a limit, without its unit. */
  String plain(double value) {
    return Rounding.plain(value / factor);
  }
}
