package io.convbench.reports.chart;

/**
 * A chart that was not drawn.
 *
 * @param title heading it would have had
 * @param reason one sentence
 */
public record OmittedChart(String title, String reason) implements ChartSlot {}
