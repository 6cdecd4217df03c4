package io.convbench.datasets.natives;

import io.convbench.foundation.file.DiskSpace;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;

/**
 * Tells from Linux's table of mounts whether a place is mounted {@code noexec}, so that no library
 * loads from it.
 */
public final class NoExec {

  private static final Path MOUNTS = Path.of("/proc/self/mountinfo");

  /** Of a line of the table (proc(5)): mount point and options. */
  private static final int POINT = 4;

  private static final int OPTIONS = 5;

  private NoExec() {}

  /**
   * Whether a place, which need not exist, is mounted so; false where there is no such table.
   *
   * @throws IOException when the table or the place cannot be looked at
   */
  public static boolean isMountedAt(Path place) throws IOException {
    return Files.isReadable(MOUNTS) && isMountedAt(real(place), Files.readAllLines(MOUNTS));
  }

  /** By the longest mount point above a real path, of equal ones the last. */
  static boolean isMountedAt(Path real, List<String> mounts) {
    int longest = -1;
    boolean noExec = false;
    for (String mount : mounts) {
      String[] fields = mount.split(" ");
      if (fields.length > OPTIONS && isAbove(real, unescaped(fields[POINT]), longest)) {
        longest = Path.of(unescaped(fields[POINT])).getNameCount();
        noExec = Arrays.asList(fields[OPTIONS].split(",")).contains("noexec");
      }
    }
    return noExec;
  }

  private static boolean isAbove(Path real, String point, int longest) {
    try {
      return real.startsWith(Path.of(point)) && Path.of(point).getNameCount() >= longest;
    } catch (InvalidPathException otherEncoding) {
      // Java opens nothing below it.
      return false;
    }
  }

  private static Path real(Path place) throws IOException {
    return DiskSpace.existing(place).toRealPath();
  }

  /** The kernel writes blanks, tabs, line feeds and backslashes as octal numbers. */
  private static String unescaped(String point) {
    return point
        .replace("\\040", " ")
        .replace("\\011", "\t")
        .replace("\\012", "\n")
        .replace("\\134", "\\");
  }
}
