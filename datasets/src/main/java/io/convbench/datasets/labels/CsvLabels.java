package io.convbench.datasets.labels;

import io.convbench.datasets.text.CsvRow;
import io.convbench.datasets.text.TextFile;
import java.io.IOException;
import java.util.List;

/** CSV with the header {@code file,class_index}; further columns are ignored. */
final class CsvLabels implements LabelFile.LabelFormat {

  /** Whatever is of no other form should be of this one. */
  @Override
  public boolean startsWith(String firstLine) {
    return true;
  }

  @Override
  public void read(TextFile text, LabelFile labels) throws IOException {
    List<CsvRow> rows = text.rows();
    checkHeader(text, rows.isEmpty() ? List.of() : rows.get(0).cells());
    for (CsvRow row : rows.subList(1, rows.size())) {
      List<String> cells = row.cells();
      if (cells.size() < 2 || cells.get(0).isEmpty()) {
        throw labels.mistake(row.line(), "is '%s': write file,class_index".formatted(row.text()));
      }
      labels.add(cells.get(0), labels.classIndex(cells.get(1), row.line()), row.line());
    }
  }

  private static void checkHeader(TextFile text, List<String> names) throws IOException {
    if (names.size() < 2 || !names.subList(0, 2).equals(List.of("file", "class_index"))) {
      throw text.wrongHeader("the header file,class_index");
    }
  }
}
