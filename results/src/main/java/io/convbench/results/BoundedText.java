package io.convbench.results;

import io.convbench.foundation.file.FailureReason;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

/** A file of text in UTF-8 that is read whole, so that it must be a plain file with an end. */
public final class BoundedText {

  /** Predictions of the 1.3 million training images are 80 MB; beyond this it is another file. */
  public static final int MOST_BYTES = 1 << 28;

  /** A file of settings or facts. */
  public static final int MOST_BYTES_OF_FACTS = 1 << 20;

  private BoundedText() {}

  /**
   * Reads a file, without the byte order mark that spreadsheets put in front.
   *
   * @param mostBytes how large it may be
   * @throws IOException when it is missing, a folder, pipe, device or socket, larger, or not UTF-8
   *     text, in one line
   */
  public static String read(Path file, int mostBytes) throws IOException {
    try {
      requirePlain(file);
      byte[] bytes;
      try (InputStream in = Files.newInputStream(file)) {
        bytes = in.readNBytes(mostBytes + 1);
      }
      requireSize(bytes.length, mostBytes);
      String text = StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes)).toString();
      return text.startsWith("\uFEFF") ? text.substring(1) : text;
    } catch (IOException e) {
      throw new IOException("cannot read %s (%s)".formatted(file, FailureReason.of(e)), e);
    }
  }

  /**
   * Looks at what a file is before it is opened, as a pipe would wait for its writer.
   *
   * @throws IOException when it is there and is not a plain file; the message is a reason
   */
  static void requirePlain(Path file) throws IOException {
    if (Files.isDirectory(file)) {
      throw new IOException("is a folder");
    }
    if (Files.exists(file) && !Files.isRegularFile(file)) {
      throw new IOException("is a pipe, device or socket, not a plain file");
    }
  }

  /**
   * @throws IOException when there are too many bytes; the message is a reason
   */
  static void requireSize(long bytes, int mostBytes) throws IOException {
    if (bytes > mostBytes) {
      throw new IOException(
          "larger than %s MiB: it must be another file".formatted(mostBytes >> 20));
    }
  }
}
