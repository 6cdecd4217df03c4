package io.convbench.foundation.file;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;

/** Free disk space. */
public final class DiskSpace {

  /** Linux's words. */
  private static final Set<String> REFUSALS =
      Set.of("No space left on device", "Disk quota exceeded");

  private DiskSpace() {}

  /**
   * Bytes that this user may still write on the disk of a place, which need not exist yet; 0 where
   * nobody can tell. Asks the disk itself (statvfs): a file store would need the disk's mount
   * point, which a root of its own (chroot) and some containers do not show.
   */
  public static long usableBytes(Path place) {
    return existing(place).toFile().getUsableSpace();
  }

  /** Whether this is the system's reason to refuse a write that a disk has no space for. */
  private static boolean isLacking(String reason) {
    return reason != null && REFUSALS.contains(reason);
  }

  /** What to do where that is the reason, to end a sentence with; else nothing. */
  public static String advice(String reason) {
    return isLacking(reason) ? ": free disk space there" : "";
  }

  /**
   * A failure to write a file, with its name: of a write that a full disk refuses, Java hands on
   * the system's words alone. Other failures are left as they are.
   */
  public static IOException named(Path file, IOException failure) {
    return isLacking(failure.getMessage())
        ? new IOException(
            "cannot write %s (%s)%s"
                .formatted(file, failure.getMessage(), advice(failure.getMessage())),
            failure)
        : failure;
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
