package io.convbench.suites.catalogue;

import io.convbench.foundation.file.WholeFile;
import io.convbench.foundation.hash.FileHash;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The SHA-256 and the length of a weight file as it first came, in a small file beside it that
 * {@code sha256sum --check} reads too (the length is a comment). They stand in for what Keras does
 * not publish.
 */
public final class RecordedHash {

  private static final Pattern RECORD =
      Pattern.compile("(?:# (?<bytes>\\d{1,18}) bytes\\R)?(?<hex>[0-9a-f]{64}) [ *].+");

  /** Two lines. */
  private static final int MOST_BYTES = 1 << 12;

  private RecordedHash() {}

  /** Where the hash of this file is recorded. */
  public static Path beside(Path file) {
    return file.resolveSibling(file.getFileName() + ".sha256");
  }

  /**
   * The recorded hash; empty when there is none.
   *
   * @throws IOException when the record cannot be read or is damaged
   */
  public static Optional<FileHash> of(Path file) throws IOException {
    return read(beside(file)).map(record -> FileHash.parse(record.group("hex")));
  }

  /**
   * The recorded length in bytes; empty when there is none, as in records before 2026-11.
   *
   * @throws IOException when the record cannot be read or is damaged
   */
  public static OptionalLong bytesOf(Path file) throws IOException {
    return read(beside(file))
        .map(record -> record.group("bytes"))
        .map(bytes -> OptionalLong.of(Long.parseLong(bytes)))
        .orElse(OptionalLong.empty());
  }

  private static Optional<Matcher> read(Path record) throws IOException {
    if (!Files.exists(record)) {
      return Optional.empty();
    }
    boolean small = Files.isRegularFile(record) && Files.size(record) <= MOST_BYTES;
    String text = small ? Files.readString(record, StandardCharsets.ISO_8859_1) : "";
    Matcher matcher = RECORD.matcher(text.strip());
    if (!matcher.matches()) {
      throw new IOException(
          "%s holds no SHA-256: delete it and the weights beside it, and fetch them again"
              .formatted(record));
    }
    return Optional.of(matcher);
  }

  /**
   * Records a hash and the length of what it is of, in place of an older record.
   *
   * @throws IOException when it cannot be written; an older record is then left as it was
   */
  public static void write(Path file, FileHash sha256, long bytes) throws IOException {
    WholeFile.write(
        beside(file), "# %s bytes\n%s  %s\n".formatted(bytes, sha256.hex(), file.getFileName()));
  }

  /**
   * Compares with the record, where there is one.
   *
   * @throws IOException when the file has changed since; the message says what to do
   */
  public static void requireUnchanged(Path file, String sha256) throws IOException {
    Optional<FileHash> recorded = of(file);
    if (recorded.isPresent() && !recorded.get().hex().equals(sha256)) {
      throw new IOException(
          "%s has changed since it was fetched (SHA-256 %s, recorded %s): delete it and fetch it again"
              .formatted(file, sha256, recorded.get().hex()));
    }
  }
}
