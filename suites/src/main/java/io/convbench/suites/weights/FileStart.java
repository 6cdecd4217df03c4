package io.convbench.suites.weights;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** What a file is by its first bytes: weights, or what people have in their place. */
enum FileStart {
  HDF5("an HDF5 file", "\\x89HDF\\r\\n\\x1A\\n"),
  SAFETENSORS("a safetensors file", ".{4}\\x00{4}\\{"),
  ZIP("a zip archive, as PyTorch's own .pth and .pt", "PK\\x03\\x04|PK\\x05\\x06"),
  PICKLE("a pickle, as PyTorch's old .pth and .pt", "\\x80[\\x02-\\x05]"),
  GZIP("compressed", "\\x1F\\x8B", "gunzip it first"),
  LFS_POINTER(
      "a pointer of Git LFS", "version https://git-lfs", "fetch the file itself by git lfs pull"),
  WEB_PAGE(
      "a web page",
      "(?i)\\s*<(!doctype html|html|\\?xml)",
      "fetch the file again, a server sent this in its place"),
  EMPTY("empty", "\\z");

  /** So many bytes tell. */
  static final int BYTES = 1024;

  private static final int SHOWN = 16;

  private final String words;
  private final Pattern start;
  private final Optional<String> advice;

  FileStart(String words, String start) {
    this(words, start, null);
  }

  FileStart(String words, String start, String advice) {
    this.words = words;
    this.start = Pattern.compile(start, Pattern.DOTALL);
    this.advice = Optional.ofNullable(advice);
  }

  /**
   * The first bytes of a file, each a character.
   *
   * @throws IOException when it cannot be read; the message names it
   */
  static String head(Path file) throws IOException {
    try (InputStream in = Files.newInputStream(file)) {
      return new String(in.readNBytes(BYTES), StandardCharsets.ISO_8859_1);
    } catch (IOException e) {
      // these exceptions' own messages are just the path, or do not name it
      String reason =
          e instanceof NoSuchFileException
              ? "there is no such file"
              : e instanceof AccessDeniedException ? "permission denied" : e.getMessage();
      throw new IOException("cannot read %s: %s".formatted(file, reason), e);
    }
  }

  /** The kind that begins so; empty for any other. */
  static Optional<FileStart> of(String head) {
    return Stream.of(values()).filter(kind -> kind.start.matcher(head).lookingAt()).findFirst();
  }

  /** How a file begins that is of none of these kinds. */
  static String quoted(String head) {
    String first = head.substring(0, Math.min(head.length(), SHOWN));
    return "it begins with \"%s\"".formatted(first.replaceAll("[^ -~]", "?"));
  }

  /** What it is: {@code a web page}. */
  String words() {
    return words;
  }

  /** How to come by the weights; empty where that depends on the format that is wanted. */
  Optional<String> advice() {
    return advice;
  }
}
