package io.convbench.results;

import io.convbench.foundation.file.WholeFile;
import io.convbench.foundation.text.VisibleText;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVParser;
import org.apache.commons.csv.CSVPrinter;
import org.apache.commons.csv.CSVRecord;

/**
 * A small table of texts with a header, written as RFC 4180 with line feeds: {@code results.csv}
 * and the CSV files beside it. Every CSV file that convbench writes is one, so that here texts that
 * a spreadsheet would take for formulas are marked; see {@link SpreadsheetText}.
 */
public final class CsvTable {

  private static final CSVFormat FORMAT =
      CSVFormat.DEFAULT.builder().setRecordSeparator('\n').get();

  private final List<String> header;
  private final List<List<String>> lines = new ArrayList<>();

  /** A table without lines. */
  public CsvTable(List<String> header) {
    this.header = List.copyOf(header);
  }

  /**
   * Reads a table that begins with these columns; columns behind them are of a later version.
   *
   * @throws IOException when the file is missing, begins otherwise or has a line that is cut off,
   *     in one line
   */
  public static CsvTable read(Path file, List<String> columns) throws IOException {
    List<CSVRecord> records = records(file);
    List<String> header = records.isEmpty() ? List.of() : records.get(0).toList();
    if (header.size() < columns.size() || !header.subList(0, columns.size()).equals(columns)) {
      throw new IOException(
          "%s begins with '%s' where %s is expected: is it another file?"
              .formatted(
                  file,
                  VisibleText.shortened(String.join(",", header)),
                  String.join(",", columns)));
    }
    CsvTable table = new CsvTable(header);
    for (CSVRecord line : records.subList(1, records.size())) {
      if (line.size() != header.size()) {
        throw new IOException(
            "%s, record %s has %s cells under a header of %s: is it cut off?"
                .formatted(file, line.getRecordNumber(), line.size(), header.size()));
      }
      table.add(line.stream().map(SpreadsheetText::read).toList());
    }
    return table;
  }

  private static List<CSVRecord> records(Path file) throws IOException {
    String content = BoundedText.read(file, BoundedText.MOST_BYTES);
    try (CSVParser parser = CSVParser.parse(content, FORMAT)) {
      return parser.getRecords();
    } catch (UncheckedIOException e) {
      throw new IOException(
          "%s is not valid CSV: %s"
              .formatted(file, VisibleText.shortened(e.getCause().getMessage())),
          e);
    }
  }

  /**
   * Adds a line.
   *
   * @throws IllegalArgumentException when it has more or fewer cells than the header
   */
  public void add(List<String> line) {
    if (line.size() != header.size()) {
      throw new IllegalArgumentException(
          "a line of %s cells under a header of %s".formatted(line.size(), header.size()));
    }
    lines.add(List.copyOf(line));
  }

  /** The columns' names. */
  List<String> header() {
    return header;
  }

  /** The lines' cells, without the header. */
  public List<List<String>> lines() {
    return List.copyOf(lines);
  }

  /** Header and lines as CSV, each ended by a line feed. */
  public String toCsv() {
    StringWriter out = new StringWriter();
    try (CSVPrinter printer = new CSVPrinter(out, FORMAT)) {
      printer.printRecord(header.stream().map(SpreadsheetText::written));
      for (List<String> line : lines) {
        printer.printRecord(line.stream().map(SpreadsheetText::written));
      }
    } catch (IOException e) {
      throw new UncheckedIOException("a writer into memory failed", e);
    }
    return out.toString();
  }

  /**
   * Writes the table, whole or not at all, with the folders that lead to it.
   *
   * @throws IOException when the file cannot be written
   */
  public void write(Path file) throws IOException {
    WholeFile.write(file, toCsv());
  }
}
