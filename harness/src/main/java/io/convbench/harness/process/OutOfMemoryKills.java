package io.convbench.harness.process;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * Processes that Linux has killed for lack of memory, of the machine or of a container ({@code
 * oom_kill} in {@code /proc/vmstat}), since some moment.
 */
public final class OutOfMemoryKills {

  private static final String FIELD = "oom_kill ";

  private final Path vmstat;
  private final long before;

  private OutOfMemoryKills(Path vmstat) throws IOException {
    this.vmstat = vmstat;
    this.before = count();
  }

  /** From now on. */
  public static OutOfMemoryKills sinceNow() throws IOException {
    return since(Path.of("/proc/vmstat"));
  }

  static OutOfMemoryKills since(Path vmstat) throws IOException {
    return new OutOfMemoryKills(vmstat);
  }

  /** True when there were some; false, too, on a system that does not count them. */
  boolean any() throws IOException {
    return count() > before;
  }

  private long count() throws IOException {
    return Files.exists(vmstat)
        ? Files.readAllLines(vmstat).stream()
            .filter(line -> line.startsWith(FIELD))
            .mapToLong(line -> Long.parseLong(line.substring(FIELD.length()).strip()))
            .sum()
        : 0;
  }
}
