package io.convbench.datasets.text;

import io.convbench.datasets.content.FileKind;
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
import java.util.Set;
import java.util.regex.Pattern;
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

  /** What a server or Git sends in place of a file, and files that no text is taken for. */
  private static final Set<FileKind> NO_TEXT =
      Set.of(FileKind.WEB_PAGE, FileKind.LFS_POINTER, FileKind.PDF, FileKind.HDF5);

  /** A cell behind the first that is a class: a row where a header should be. */
  private static final Pattern DATA = Pattern.compile(",\\s*\"?(n?\\d+)\"?\\s*(,|$)");

  /** Characters of a line that a message shows. */
  private static final int SHOWN = 100;

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
    requireFile(path, kind, option);
    byte[] bytes = bytes(path);
    FileKind found = FileKind.of(bytes);
    if (found.isPacked() || NO_TEXT.contains(found)) {
      throw new IOException(
          "%s is %s, not a %s: %s."
              .formatted(path, found.words(), kind, found.isPacked() ? "unpack it" : "fetch it"));
    }
    try {
      String text = StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes)).toString();
      // Spreadsheets put a byte order mark in front.
      return new TextFile(path, text.startsWith("\uFEFF") ? text.substring(1) : text);
    } catch (CharacterCodingException binary) {
      throw new IOException(
          isUtf16(bytes)
              ? "%s is text in UTF-16, as spreadsheets save it: save it in UTF-8.".formatted(path)
              : "%s is not a text in UTF-8%s: pass a %s."
                  .formatted(path, found.isImage() ? " but " + found.words() : "", kind),
          binary);
    }
  }

  private static void requireFile(Path path, String kind, String option) throws IOException {
    if (Files.isDirectory(path)) {
      throw new IOException(
          "%s is a folder, not a %s: name a file in it by %s.".formatted(path, kind, option));
    }
    if (Files.exists(path) && !Files.isRegularFile(path)) {
      throw new IOException(
          "%s is a device or a pipe, not a %s: save it in a file and pass that by %s."
              .formatted(path, kind, option));
    }
    if (!Files.isRegularFile(path)) {
      throw new IOException("there is no %s %s: check %s.".formatted(kind, path, option));
    }
    if (!Files.isReadable(path)) {
      throw new IOException("there is no permission to read %s: give it.".formatted(path));
    }
  }

  private static boolean isUtf16(byte[] bytes) {
    return bytes.length > 1
        && (bytes[0] == (byte) 0xFF && bytes[1] == (byte) 0xFE
            || bytes[0] == (byte) 0xFE && bytes[1] == (byte) 0xFF);
  }

  /**
   * The error of a file that does not begin with the header that it should, with what to do: as it
   * looks, columns are not separated by commas, the header is missing, or it is another one.
   *
   * @param header what is expected, e.g. {@code the header file,class_index}
   */
  public IOException wrongHeader(String header) {
    String first = content.lines().filter(line -> !line.isBlank()).findFirst().orElse("").strip();
    return new IOException(
        "%s starts with '%s' where %s is expected: %s."
            .formatted(path, shortened(first), header, advice(first)));
  }

  private static String shortened(String line) {
    String shown = line.replace('\t', ' ');
    return shown.length() > SHOWN ? shown.substring(0, SHOWN) + "..." : shown;
  }

  private static String advice(String first) {
    if (!first.contains(",") && first.contains(";")) {
      return "separate its columns by commas, not by semicolons";
    }
    if (!first.contains(",") && first.contains("\t")) {
      return "separate its columns by commas, not by tabs";
    }
    return DATA.matcher(first).find() || first.isEmpty()
        ? "add it as first line"
        : "write it so in the first line";
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
        "%s holds more than %s MiB: this is not a file of labels or predictions."
            .formatted(path, LARGEST_BYTES >> 20));
  }
}
