package io.convbench.reports.chart;

/**
 * A text behind a bar.
 *
 * @param row of the bar
 * @param slot of the bar
 * @param x where it begins, in values of the x axis
 * @param text rounded value
 * @param aside less prominent words after it
 * @param hint exact values
 */
record BarLabel(int row, int slot, double x, String text, String aside, String hint) {}
