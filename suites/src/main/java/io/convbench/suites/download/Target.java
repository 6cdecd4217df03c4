package io.convbench.suites.download;

import io.convbench.suites.catalogue.FileHash;
import io.convbench.suites.catalogue.HashAlgorithm;
import io.convbench.suites.catalogue.RecordedHash;
import io.convbench.suites.catalogue.WeightFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/**
 * A weight file's place in a folder.
 *
 * @param file which one
 * @param path where it shall be
 */
record Target(WeightFile file, Path path) {

  /** The hash that it must have, published or recorded; empty for one that has never been here. */
  Optional<Expected> expected() throws IOException {
    return file.published().isPresent()
        ? file.published().map(hash -> new Expected(hash, true))
        : RecordedHash.of(path).map(hash -> new Expected(hash, false));
  }

  /** True for a file that has its hash; one without any is right, and its hash now recorded. */
  boolean isRight() throws IOException {
    if (!Files.isRegularFile(path)) {
      return false;
    }
    Optional<Expected> expected = expected();
    if (expected.isPresent()) {
      FileHash hash = expected.get().hash();
      if (!FileHash.of(hash.algorithm(), path).equals(hash)) {
        return false;
      }
    }
    recordOnce();
    return true;
  }

  private void recordOnce() throws IOException {
    boolean recordable = Files.isWritable(path.toAbsolutePath().getParent());
    if (recordable && RecordedHash.of(path).isEmpty()) {
      RecordedHash.write(path, FileHash.of(HashAlgorithm.SHA256, path));
    }
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
