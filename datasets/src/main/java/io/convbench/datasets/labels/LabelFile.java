package io.convbench.datasets.labels;

import io.convbench.datasets.text.CsvRow;
import io.convbench.datasets.text.TextFile;
import java.io.IOException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * A CSV label file (RFC 4180, UTF-8, gzipped or not) that starts with the header {@code
 * file,class_index}; further columns are passed over.
 */
public final class LabelFile {

  private final Path path;
  private final Map<String, Integer> labels = new LinkedHashMap<>();

  private LabelFile(Path path) {
    this.path = path;
  }

  /**
   * Class index by file name, in the file's order.
   *
   * @param option where the user named it, for messages, e.g. {@code --labels}
   * @throws IOException when it is missing or is no such file, naming the line
   */
  public static Map<String, Integer> read(Path path, String option) throws IOException {
    LabelFile file = new LabelFile(path);
    List<CsvRow> rows = TextFile.read(path, "label file", option).rows();
    file.checkHeader(rows.isEmpty() ? List.of() : rows.get(0).cells());
    for (CsvRow row : rows.subList(1, rows.size())) {
      file.addRow(row);
    }
    if (file.labels.isEmpty()) {
      throw new IOException("%s names no image: add rows of file,class_index.".formatted(path));
    }
    return file.labels;
  }

  private void checkHeader(List<String> names) throws IOException {
    if (names.size() < 2 || !names.subList(0, 2).equals(List.of("file", "class_index"))) {
      throw new IOException(
          "%s starts with '%s' where the header file,class_index is expected: add it as first line."
              .formatted(path, String.join(",", names)));
    }
  }

  private void addRow(CsvRow row) throws IOException {
    List<String> cells = row.cells();
    if (cells.size() < 2 || cells.get(0).isEmpty()) {
      throw new IOException(
          "%s, line %d is '%s': write file,class_index.".formatted(path, row.line(), row.text()));
    }
    String file = cells.get(0).replace('\\', '/');
    if (labels.putIfAbsent(file, classIndex(cells.get(1), row.line())) != null) {
      throw new IOException(
          "%s names %s twice, again in line %d: remove one row.".formatted(path, file, row.line()));
    }
  }

  private int classIndex(String digits, long line) throws IOException {
    if (digits.matches("\\d{1,9}") && Integer.parseInt(digits) < ClassIndex.SIZE) {
      return Integer.parseInt(digits);
    }
    throw new IOException(
        "%s, line %d has class index '%s': use 0 to %d, in synset order."
            .formatted(path, line, digits, ClassIndex.SIZE - 1));
  }
}
