package io.convbench.reports.chart;

/** A place for a chart in the report: the chart, or why there is none. */
public sealed interface Plate permits Figure, Absent {

  /** The heading. */
  String title();
}
