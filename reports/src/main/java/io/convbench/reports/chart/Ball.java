package io.convbench.reports.chart;

/**
 * A point of a ball chart.
 *
 * @param name of the architecture
 * @param label what is written beside it
 * @param family what it is coloured by
 * @param x cost, above 0
 * @param y top-1 accuracy, percent
 * @param parameters what its area stands for
 * @param measured false when the accuracy is a published one
 * @param hint exact values
 */
record Ball(
    String name,
    String label,
    String family,
    double x,
    double y,
    double parameters,
    boolean measured,
    String hint) {}
