package io.convbench.foundation.hash;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * A file with its SHA-256 and what it looked like before it was hashed, so that a large one need be
 * read for its hash only once.
 *
 * @param file where it is
 * @param sha256 of its bytes, in lower-case hexadecimal
 * @param bytes its size
 * @param modifiedMillis when it was last changed, in milliseconds since 1970
 */
public record HashedFile(Path file, String sha256, long bytes, long modifiedMillis) {

  /**
   * Reads and hashes a file.
   *
   * @throws IOException when it cannot be read
   */
  public static HashedFile of(Path file) throws IOException {
    // Before it is read: a change meanwhile is then seen later.
    long bytes = Files.size(file);
    long modifiedMillis = Files.getLastModifiedTime(file).toMillis();
    String sha256 = FileHash.of(HashAlgorithm.SHA256, file).hex();
    return new HashedFile(file, sha256, bytes, modifiedMillis);
  }

  /**
   * True when size and time are those from before it was hashed; reads nothing.
   *
   * @throws IOException when they cannot be looked at
   */
  public boolean unchanged() throws IOException {
    return Files.size(file) == bytes
        && Files.getLastModifiedTime(file).toMillis() == modifiedMillis;
  }

  /**
   * Looks at size and time, reads nothing.
   *
   * @throws IOException when they are others than before it was hashed
   */
  public void requireUnchanged() throws IOException {
    if (!unchanged()) {
      throw new IOException(
          "%s has changed since it was read (SHA-256 then %s): start again"
              .formatted(file, sha256));
    }
  }
}
