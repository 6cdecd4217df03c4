package io.convbench.results;

import java.io.IOException;
import java.io.Reader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVParser;
import org.apache.commons.csv.CSVRecord;

/**
 * {@code results.csv}: one line a cell, all columns of {@link Column} in their order, empty where
 * nothing was measured, numbers in Java's shortest exact form.
 */
public final class ResultsCsv {

  private static final CSVFormat FORMAT =
      CSVFormat.DEFAULT.builder().setHeader().setSkipHeaderRecord(true).get();

  private ResultsCsv() {}

  /**
   * Writes all rows, whole or not at all.
   *
   * @throws IOException when the file cannot be written; an older one is then left as it was
   */
  public static void write(Path file, List<Row> rows) throws IOException {
    List<Column> columns = Column.all();
    CsvTable table = new CsvTable(columns.stream().map(Column::header).toList());
    for (Row row : rows) {
      table.add(columns.stream().map(column -> text(row, column)).toList());
    }
    WholeFile.write(file, table.toCsv());
  }

  /**
   * Reads rows back; columns that this version does not know are passed over, since later versions
   * only add columns.
   *
   * @throws IOException when the file is missing, is no such CSV or holds a value of the wrong
   *     kind, naming file, line, column and value
   */
  public static List<Row> read(Path file) throws IOException {
    try (Reader in = Files.newBufferedReader(file, StandardCharsets.UTF_8);
        CSVParser parser = CSVParser.parse(in, FORMAT)) {
      if (!parser.getHeaderNames().contains(Column.RUN_ID.header())) {
        throw new IOException("%s is no results.csv: its header has no run_id".formatted(file));
      }
      List<Row> rows = new ArrayList<>();
      for (CSVRecord line : parser) {
        rows.add(row(file, parser.getHeaderNames(), line));
      }
      return rows;
    }
  }

  private static Row row(Path file, List<String> header, CSVRecord line) throws IOException {
    Row row = Row.empty();
    for (String name : header) {
      Optional<Column> column = Column.ofHeader(name);
      String value = line.isSet(name) ? line.get(name) : "";
      if (column.isPresent() && !value.isEmpty()) {
        try {
          row = parsed(row, column.get(), value);
        } catch (IllegalArgumentException e) {
          throw new IOException(
              "%s, row %d: %s is '%s', not a %s"
                  .formatted(file, line.getRecordNumber(), name, value, column.get().type()),
              e);
        }
      }
    }
    return row;
  }

  private static Row parsed(Row row, Column column, String value) {
    return switch (column.type()) {
      case TEXT -> row.with(column, value);
      case INTEGER -> row.with(column, Long.parseLong(value));
      case NUMBER -> row.with(column, Double.parseDouble(value));
    };
  }

  private static String text(Row row, Column column) {
    Object value = row.values().get(column);
    return value == null ? "" : value.toString();
  }
}
