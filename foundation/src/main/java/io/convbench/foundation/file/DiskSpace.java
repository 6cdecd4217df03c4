package io.convbench.foundation.file;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Free disk space. */
public final class DiskSpace {

  private DiskSpace() {}

  /**
   * Bytes that this user may still write on the disk of a place, which need not exist yet.
   *
   * @throws IOException when the disk cannot be asked
   */
  public static long usableBytes(Path place) throws IOException {
    return Files.getFileStore(existing(place)).getUsableSpace();
  }

  /** The place itself, or the nearest folder above it that is there. */
  public static Path existing(Path place) {
    Path existing = place.toAbsolutePath();
    while (!Files.exists(existing)) {
      existing = existing.getParent();
    }
    return existing;
  }
}
