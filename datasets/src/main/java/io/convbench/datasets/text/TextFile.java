package io.convbench.datasets.text;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.StringReader;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.zip.GZIPInputStream;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVParser;
import org.apache.commons.csv.CSVRecord;

/**
 * A file of text in UTF-8, unpacked when it is gzipped, whatever its name.
 *
 * @param path as the user named it
 * @param content without a byte order mark
 */
public record TextFile(Path path, String content) {

  private static final CSVFormat FORMAT =
      CSVFormat.RFC4180.builder().setIgnoreEmptyLines(true).setTrim(true).get();

  /** Labels of the 1.3 million training images are 50 MB; beyond this it is another file. */
  private static final int LARGEST_BYTES = 1 << 28;

  /**
   * Reads a file.
   *
   * @param kind what it should be, for messages, e.g. {@code label file}
   * @param option where the user named it, e.g. {@code --labels}
   * @throws IOException when it is missing, broken, too large or no text
   */
  public static TextFile read(Path path, String kind, String option) throws IOException {
    if (!Files.isRegularFile(path)) {
      throw new IOException("there is no %s %s: check %s.".formatted(kind, path, option));
    }
    try {
      String text =
          StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes(path))).toString();
      // Spreadsheets put a byte order mark in front.
      return new TextFile(path, text.startsWith("\uFEFF") ? text.substring(1) : text);
    } catch (CharacterCodingException binary) {
      throw new IOException("%s is not a text in UTF-8: pass a %s.".formatted(path, kind), binary);
    }
  }

  /**
   * The file's rows by RFC 4180, empty lines left out.
   *
   * @throws IOException when quotes are not closed
   */
  public List<CsvRow> rows() throws IOException {
    List<CsvRow> rows = new ArrayList<>();
    try (CSVParser parser = CSVParser.parse(new StringReader(content), FORMAT)) {
      for (CSVRecord row : parser) {
        rows.add(new CsvRow(parser.getCurrentLineNumber(), row.toList()));
      }
    } catch (UncheckedIOException broken) {
      throw new IOException(
          "%s is not CSV (%s): close every quote, and double those within."
              .formatted(path, broken.getCause().getMessage()),
          broken);
    }
    return rows;
  }

  private static byte[] bytes(Path path) throws IOException {
    if (Files.size(path) > LARGEST_BYTES) {
      throw tooLarge(path);
    }
    byte[] bytes = Files.readAllBytes(path);
    boolean gzipped = bytes.length > 2 && bytes[0] == 0x1f && bytes[1] == (byte) 0x8b;
    return gzipped ? unpacked(path, bytes) : bytes;
  }

  private static byte[] unpacked(Path path, byte[] bytes) throws IOException {
    byte[] content;
    try (GZIPInputStream in = new GZIPInputStream(new ByteArrayInputStream(bytes))) {
      content = in.readNBytes(LARGEST_BYTES + 1);
    } catch (IOException damaged) {
      throw new IOException(
          "%s is a damaged gzip file (%s): fetch it again.".formatted(path, damaged.getMessage()),
          damaged);
    }
    if (content.length > LARGEST_BYTES) {
      throw tooLarge(path);
    }
    return content;
  }

  private static IOException tooLarge(Path path) {
    return new IOException(
        "%s holds more than %s MiB: this is no file of labels or predictions."
            .formatted(path, LARGEST_BYTES >> 20));
  }
}
