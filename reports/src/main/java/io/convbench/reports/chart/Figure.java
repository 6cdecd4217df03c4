package io.convbench.reports.chart;

import io.convbench.results.CsvTable;

/**
 * A chart that was drawn.
 *
 * @param name file name without extension
 * @param title heading
 * @param caption how to read it, in a sentence or two
 * @param description what it shows, for those who do not see it
 * @param data every value drawn, unrounded
 * @param picture the drawing
 */
public record Figure(
    String name, String title, String caption, String description, CsvTable data, Picture picture)
    implements ChartSlot {

  Figure named(String other) {
    return new Figure(other, title, caption, description, data, picture);
  }
}
