/**
 * The charts of a report: from candidates to pictures and the data behind them. Only this package
 * knows the drawing library; nothing here knows files or HTML.
 */
package io.convbench.reports.chart;
