package io.convbench.foundation.file;

import java.nio.file.Files;
import java.nio.file.Path;

/** Free disk space. */
public final class DiskSpace {

  private DiskSpace() {}

  /**
   * Bytes that this user may still write on the disk of a place, which need not exist yet. Asks the
   * disk itself (statvfs): a file store would need the disk's mount point, which a root of its own
   * (chroot) and some containers do not show.
   */
  public static long usableBytes(Path place) {
    return existing(place).toFile().getUsableSpace();
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
