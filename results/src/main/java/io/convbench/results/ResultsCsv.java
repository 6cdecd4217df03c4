package io.convbench.results;

import io.convbench.foundation.text.NearestNames;
import io.convbench.foundation.text.VisibleText;
import java.io.IOException;
import java.io.StringReader;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVParser;
import org.apache.commons.csv.CSVRecord;
import org.apache.commons.csv.DuplicateHeaderMode;

/**
 * {@code results.csv}: one line per cell, all columns of {@link Column} in their order, empty where
 * nothing was measured, numbers in a form that reads back to the same number.
 */
public final class ResultsCsv {

  /** Unknown columns: a hand that edits a file misspells few. */
  private static final int MOST_LOOKED_AT = 5;

  private static final CSVFormat FORMAT =
      CSVFormat.DEFAULT
          .builder()
          .setHeader()
          .setSkipHeaderRecord(true)
          .setDuplicateHeaderMode(DuplicateHeaderMode.DISALLOW)
          .get();

  private ResultsCsv() {}

  /**
   * Writes all rows, whole or not at all.
   *
   * @throws IOException when the file cannot be written; an older one is then left as it was
   */
  public static void write(Path file, List<Row> rows) throws IOException {
    table(rows).write(file);
  }

  /** All rows, as {@link #write} writes them. */
  public static String text(List<Row> rows) {
    return table(rows).toCsv();
  }

  private static CsvTable table(List<Row> rows) {
    List<Column> columns = Column.all();
    CsvTable table = new CsvTable(columns.stream().map(Column::header).toList());
    for (Row row : rows) {
      table.add(columns.stream().map(column -> text(row, column)).toList());
    }
    return table;
  }

  /**
   * Reads rows back. The file of an older version may lack columns, all but the first ten, and that
   * of a later one may have columns unknown here: those are ignored, so that baselines stay
   * readable while columns are added.
   *
   * @throws IOException when the file is missing, is not such a CSV or holds a value of the wrong
   *     kind, outside its column's range or with control characters, naming file, line, column and
   *     value
   */
  public static List<Row> read(Path file) throws IOException {
    String content = BoundedText.read(file, BoundedText.MOST_BYTES);
    Table table = parse(file, content);
    requireLeadingColumns(file, table.header());
    requireNoMisspeltColumn(file, table.header());
    List<Row> rows = new ArrayList<>();
    for (CSVRecord line : table.lines()) {
      rows.add(row(file, content, table.header(), line));
    }
    return rows;
  }

  private record Table(List<String> header, List<CSVRecord> lines) {}

  private static Table parse(Path file, String content) throws IOException {
    try (CSVParser parser = CSVParser.parse(new StringReader(content), FORMAT)) {
      return new Table(parser.getHeaderNames(), parser.getRecords());
    } catch (IOException | UncheckedIOException | IllegalArgumentException e) {
      // Commons CSV's three ways to report a stray quote or a column named twice.
      Throwable reason = e instanceof UncheckedIOException ? e.getCause() : e;
      throw new IOException(
          "%s is not valid CSV: %s".formatted(file, VisibleText.shortened(reason.getMessage())), e);
    }
  }

  private static void requireLeadingColumns(Path file, List<String> header) throws IOException {
    for (Column column : Column.leading()) {
      if (!header.contains(column.header())) {
        throw new IOException(
            "%s is not a results.csv of convbench: its header has no column %s"
                .formatted(file, column.header()));
      }
    }
  }

  /** A later version has further columns, but none that a known one is missing for. */
  private static void requireNoMisspeltColumn(Path file, List<String> header) throws IOException {
    List<String> missing = new ArrayList<>(Column.all().stream().map(Column::header).toList());
    missing.removeAll(header);
    List<String> unknown =
        header.stream()
            .filter(name -> Column.ofHeader(name).isEmpty())
            .limit(MOST_LOOKED_AT)
            .toList();
    for (String name : unknown) {
      List<String> nearest = NearestNames.to(name, missing);
      if (!nearest.isEmpty()) {
        throw new IOException(
            "%s has an unknown column '%s' and none of the name %s: correct its header"
                .formatted(file, VisibleText.shortened(name), nearest.get(0)));
      }
    }
  }

  private static Row row(Path file, String content, List<String> header, CSVRecord line)
      throws IOException {
    if (!line.isConsistent()) {
      throw new IOException(
          "%s, line %s has %s cells under a header of %s: is it cut off?"
              .formatted(file, lineNumber(content, line), line.size(), header.size()));
    }
    Row row = Row.empty();
    for (int i = 0; i < header.size(); i++) {
      Optional<Column> column = Column.ofHeader(header.get(i));
      String value = line.get(i);
      if (column.isPresent() && !value.isEmpty()) {
        try {
          row = with(row, column.get(), value);
        } catch (IllegalArgumentException e) {
          throw new IOException(
              "%s, line %s, column %s: '%s' is not %s"
                  .formatted(
                      file,
                      lineNumber(content, line),
                      header.get(i),
                      VisibleText.shortened(value),
                      column.get().phrase()),
              e);
        }
      }
    }
    return row;
  }

  private static Row with(Row row, Column column, String value) {
    return switch (column.type()) {
      case TEXT -> row.with(column, requireVisible(SpreadsheetText.read(value)));
      case INTEGER -> row.with(column, Long.parseLong(value));
      case NUMBER -> row.with(column, Double.parseDouble(value));
    };
  }

  private static String requireVisible(String text) {
    if (!VisibleText.isVisible(text)) {
      throw new IllegalArgumentException("control characters in " + VisibleText.of(text));
    }
    return text;
  }

  /** Where the record starts; a record's own number does not count line breaks within texts. */
  private static long lineNumber(String content, CSVRecord line) {
    return 1 + content.chars().limit(line.getCharacterPosition()).filter(c -> c == '\n').count();
  }

  private static String text(Row row, Column column) {
    Object value = row.values().get(column);
    return value == null ? "" : value.toString();
  }
}
