package io.convbench.reports.chart;

import java.util.List;

/**
 * The texts of a bar: its value at its end, within the bar where marks follow it, and an aside
 * behind the last mark.
 *
 * @param row of the bar
 * @param slot of the bar
 * @param end of the bar, in values of the x axis
 * @param marks upon the bar's line, likewise
 * @param text rounded value
 * @param quantity what it is a value of, said where marks push it away from the bar's end
 * @param aside less prominent words
 * @param hint exact values
 */
record BarLabel(
    int row,
    int slot,
    double end,
    List<Double> marks,
    String text,
    String quantity,
    String aside,
    String hint) {

  BarLabel {
    marks = marks.stream().sorted().toList();
  }

  /** Of a bar without marks and aside. */
  BarLabel(int row, int slot, double end, String text, String hint) {
    this(row, slot, end, List.of(), text, "", "", hint);
  }
}
