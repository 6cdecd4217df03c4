package io.convbench.datasets.labels;

import java.io.IOException;
import java.io.StringReader;
import java.io.UncheckedIOException;
import java.nio.charset.CharacterCodingException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVParser;
import org.apache.commons.csv.CSVRecord;

/**
 * A CSV label file (RFC 4180, UTF-8) that starts with the header {@code file,class_index}; further
 * columns are passed over.
 */
final class LabelFile {

  private static final CSVFormat FORMAT =
      CSVFormat.RFC4180.builder().setIgnoreEmptyLines(true).setTrim(true).get();

  private final Path path;
  private final Map<String, Integer> labels = new LinkedHashMap<>();

  private LabelFile(Path path) {
    this.path = path;
  }

  /**
   * Class index by file name, in the file's order.
   *
   * @throws IOException when it is missing or is no such file, naming the line
   */
  static Map<String, Integer> read(Path path) throws IOException {
    if (!Files.isRegularFile(path)) {
      throw new IOException("there is no label file %s: check --labels.".formatted(path));
    }
    LabelFile file = new LabelFile(path);
    try (CSVParser parser = CSVParser.parse(new StringReader(file.text()), FORMAT)) {
      file.readAll(parser);
    } catch (UncheckedIOException broken) {
      throw new IOException(
          "%s is not CSV: %s".formatted(path, broken.getCause().getMessage()), broken);
    }
    return file.labels;
  }

  private String text() throws IOException {
    try {
      String text = Files.readString(path);
      // Spreadsheets put a byte order mark in front.
      return text.startsWith("\uFEFF") ? text.substring(1) : text;
    } catch (CharacterCodingException binary) {
      throw new IOException(
          "%s is not a text in UTF-8: pass a CSV file with the header file,class_index."
              .formatted(path),
          binary);
    }
  }

  private void readAll(CSVParser parser) throws IOException {
    boolean header = true;
    for (CSVRecord row : parser) {
      if (header) {
        checkHeader(row);
        header = false;
      } else {
        addRow(row, parser.getCurrentLineNumber());
      }
    }
    if (labels.isEmpty()) {
      throw new IOException("%s names no image: add rows of file,class_index.".formatted(path));
    }
  }

  private void checkHeader(CSVRecord row) throws IOException {
    List<String> names = row.toList();
    if (names.size() < 2 || !names.subList(0, 2).equals(List.of("file", "class_index"))) {
      throw new IOException(
          "%s starts with '%s' where the header file,class_index is expected: add it as first line."
              .formatted(path, String.join(",", names)));
    }
  }

  private void addRow(CSVRecord row, long line) throws IOException {
    if (row.size() < 2 || row.get(0).isEmpty()) {
      throw new IOException(
          "%s, line %d is '%s': write file,class_index."
              .formatted(path, line, String.join(",", row.toList())));
    }
    String file = row.get(0).replace('\\', '/');
    if (labels.putIfAbsent(file, classIndex(row.get(1), line)) != null) {
      throw new IOException(
          "%s names %s twice, again in line %d: remove one row.".formatted(path, file, line));
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
