package io.convbench.reports.chart;

import java.awt.Color;
import java.util.List;
import java.util.Optional;

/**
 * Bars of one meaning and colour, one a row.
 *
 * @param name in the legend
 * @param color of all
 * @param slot which of a row's bars this is, from 0 at the top; series of one slot stack
 * @param bars by row; empty where there is none
 * @param inLegend false where the name stands before every bar
 */
record BarSeries(String name, Color color, int slot, List<Optional<Bar>> bars, boolean inLegend) {}
