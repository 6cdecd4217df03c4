package io.convbench.datasets.text;

import io.convbench.foundation.text.VisibleText;
import java.util.List;

/**
 * One row of a CSV file.
 *
 * @param line its number in the file, from 1, for messages; the last one of a row of several lines
 * @param cells trimmed, in the columns' order
 */
public record CsvRow(long line, List<String> cells) {

  public CsvRow {
    cells = List.copyOf(cells);
  }

  /** The cells as they stand in the file, the start of long ones, for messages. */
  public String text() {
    return VisibleText.shortened(String.join(",", cells));
  }
}
