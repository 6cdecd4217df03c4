package io.convbench.reports.chart;

/** A place for a chart in the report: the chart, or why there is none. */
public sealed interface ChartSlot permits Figure, OmittedChart {

  /** The heading. */
  String title();
}
