package io.convbench.suites.catalogue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Optional;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The SHA-256 of a weight file as it first came, in a small file beside it that {@code sha256sum
 * --check} reads too. It stands in for a published hash where Keras has none.
 */
public final class RecordedHash {

  private static final Pattern LINE = Pattern.compile("([0-9a-f]{64}) [ *](.+)");

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
    Path record = beside(file);
    if (!Files.exists(record)) {
      return Optional.empty();
    }
    Matcher line = LINE.matcher(Files.readString(record, StandardCharsets.ISO_8859_1).strip());
    if (!line.matches()) {
      throw new IOException(
          "%s holds no SHA-256: delete it and the weights beside it, and fetch them again"
              .formatted(record));
    }
    return Optional.of(FileHash.parse(line.group(1)));
  }

  /** Records a hash, in place of an older one. */
  public static void write(Path file, FileHash sha256) throws IOException {
    Path record = beside(file);
    Path unfinished = record.resolveSibling(record.getFileName() + "." + UUID.randomUUID());
    Files.writeString(unfinished, sha256.hex() + "  " + file.getFileName() + "\n");
    Files.move(
        unfinished, record, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
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
