package io.convbench.harness.measurement;

import io.convbench.harness.cell.UnmeasurableException;
import io.convbench.results.Status;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * This process's resident set, native and heap, as Linux counts it ({@code proc(5)}: {@code VmRSS}
 * and its high-water mark {@code VmHWM} in {@code /proc/self/status}).
 */
final class ResidentSet {

  private static final Path STATUS = Path.of("/proc/self/status");
  private static final Path CLEAR_REFS = Path.of("/proc/self/clear_refs");

  private ResidentSet() {}

  /** Bytes resident now. */
  static long currentBytes() throws IOException {
    return field("VmRSS:");
  }

  /** The most bytes resident at any moment since {@link #resetPeak}. */
  static long peakBytes() throws IOException {
    return field("VmHWM:");
  }

  /** Lowers the high-water mark to the current resident set. */
  static void resetPeak() throws IOException {
    Files.writeString(CLEAR_REFS, "5");
  }

  private static long field(String name) throws IOException {
    if (!Files.exists(STATUS)) {
      throw new UnmeasurableException(
          Status.UNAVAILABLE, "the peak resident set is read from /proc, which this system lacks");
    }
    for (String line : Files.readAllLines(STATUS)) {
      if (line.startsWith(name)) {
        return 1024 * Long.parseLong(line.replaceAll("\\D", ""));
      }
    }
    throw new IOException(STATUS + " has no line " + name);
  }
}
