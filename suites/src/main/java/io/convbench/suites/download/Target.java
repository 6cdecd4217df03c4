package io.convbench.suites.download;

import io.convbench.foundation.hash.FileHash;
import io.convbench.foundation.hash.HashAlgorithm;
import io.convbench.suites.catalogue.RecordedHash;
import io.convbench.suites.catalogue.WeightFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * A weight file's place in a folder.
 *
 * @param file which one
 * @param path where it shall be
 */
record Target(WeightFile file, Path path) {

  /** The hash that it must have, published or recorded; empty for one that has never been here. */
  Optional<ExpectedHash> expected() throws IOException {
    return file.published().isPresent()
        ? file.published().map(hash -> new ExpectedHash(hash, true))
        : RecordedHash.of(path).map(hash -> new ExpectedHash(hash, false));
  }

  /** The length that it should have, known or recorded; empty for neither. */
  OptionalLong expectedBytes() throws IOException {
    return file.knownBytes().isPresent() ? file.knownBytes() : RecordedHash.bytesOf(path);
  }

  /**
   * True for a file that has its hash. One without any is right unless it is known to have another
   * length, and its hash now recorded.
   */
  boolean isRight() throws IOException {
    if (!Files.isRegularFile(path)) {
      return false;
    }
    Optional<ExpectedHash> expected = expected();
    if (expected.isPresent()) {
      FileHash hash = expected.get().hash();
      if (!FileHash.of(hash.algorithm(), path).equals(hash)) {
        return false;
      }
    } else if (file.isOtherThan(Files.size(path))) {
      return false;
    }
    recordOnce();
    return true;
  }

  private void recordOnce() throws IOException {
    boolean recordable = Files.isWritable(path.toAbsolutePath().getParent());
    if (recordable && RecordedHash.of(path).isEmpty()) {
      RecordedHash.write(path, FileHash.of(HashAlgorithm.SHA256, path), Files.size(path));
    }
  }

  /** What a file that is not right has, as messages say it. */
  String fault() throws IOException {
    long bytes = Files.size(path);
    return expected().isEmpty() && file.isOtherThan(bytes)
        ? "a wrong size (%s bytes, known %s)".formatted(bytes, file.knownBytes().getAsLong())
        : "a wrong hash";
  }

  /** Where bytes go that are not the file, for a person to look at. */
  Path keptAside() {
    return path.resolveSibling(path.getFileName() + ".wrong-hash");
  }

  @Override
  public String toString() {
    return path.toString();
  }
}
