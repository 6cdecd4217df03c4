package io.convbench.reports.chart;

/**
 * A horizontal bar.
 *
 * @param from its left end, in values of the x axis
 * @param to its right end
 */
record Bar(double from, double to) {}
