package io.convbench.reports.chart;

import java.awt.Color;
import java.util.List;
import java.util.OptionalDouble;
import org.knowm.xchart.style.markers.Marker;

/**
 * Marks of one meaning upon bars, one a row.
 *
 * @param name in the legend
 * @param color of all
 * @param marker of all
 * @param values by slot and row; empty where there is none or it lies beyond the axis, no rows at
 *     all where a slot has none
 */
record MarkSeries(String name, Color color, Marker marker, List<List<OptionalDouble>> values) {}
