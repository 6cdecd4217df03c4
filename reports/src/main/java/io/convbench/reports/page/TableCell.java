package io.convbench.reports.page;

/**
 * A cell of the table.
 *
 * @param text as printed; empty where nothing was measured
 * @param below a second line in small print; empty for none
 * @param order what it is sorted by: a number for numeric columns, else the text
 * @param note what a reader sees who points at it; empty for none
 */
public record TableCell(String text, String below, String order, String note) {

  static final TableCell EMPTY = new TableCell("", "", "", "");

  /** True when the text itself refers to the note. */
  public boolean marked() {
    return text.endsWith("*");
  }
}
