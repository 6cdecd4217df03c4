package io.convbench.harness.devicecheck;

import io.convbench.foundation.text.VisibleText;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/**
 * The memory that all processes together used of a device, as {@code nvidia-smi} told the script
 * again and again while a run went on.
 *
 * @param mebibytes the first from before the run
 */
record MemoryTrace(List<Long> mebibytes) {

  private static final long MEBIBYTE = 1L << 20;

  /**
   * @throws IllegalArgumentException when nothing was read after the start
   */
  MemoryTrace {
    mebibytes = List.copyOf(mebibytes);
    if (mebibytes.size() < 2) {
      throw new IllegalArgumentException("%s readings, not 2 or more".formatted(mebibytes.size()));
    }
  }

  /**
   * Reads one number per line.
   *
   * @throws IOException when it is not there or is something else
   */
  static MemoryTrace read(Path file) throws IOException {
    if (!Files.exists(file)) {
      throw new IOException(file + " was not written: the device's memory is not known");
    }
    try {
      return new MemoryTrace(
          Files.readAllLines(file).stream().map(line -> Long.parseLong(line.strip())).toList());
    } catch (IllegalArgumentException e) {
      throw new IOException(
          "%s is not a list of nvidia-smi's MiB: %s"
              .formatted(file, VisibleText.shortened(e.getMessage())),
          e);
    }
  }

  /** Most that the device used at a time, less what it used before. */
  long grownBytes() {
    long before = mebibytes.get(0);
    return MEBIBYTE * (mebibytes.stream().mapToLong(Long::longValue).max().orElseThrow() - before);
  }
}
