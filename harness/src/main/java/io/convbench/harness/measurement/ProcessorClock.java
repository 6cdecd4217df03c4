package io.convbench.harness.measurement;

import com.sun.management.OperatingSystemMXBean;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.OptionalDouble;

/**
 * How many cores this process keeps busy, its waiting threads that spin included: processor time of
 * all its threads over wall time, while the clock runs.
 */
final class ProcessorClock {

  private final OperatingSystemMXBean system =
      ManagementFactory.getPlatformMXBean(OperatingSystemMXBean.class);
  private long processorNanos;
  private long wallNanos;

  /** Goes on. */
  void start() {
    processorNanos -= system.getProcessCpuTime();
    wallNanos -= System.nanoTime();
  }

  /** Stops. */
  void stop() {
    wallNanos += System.nanoTime();
    processorNanos += system.getProcessCpuTime();
  }

  /** Leaves what it shows in a file; nothing when it never ran or the system does not say. */
  void write(Path file) throws IOException {
    if (wallNanos > 0 && processorNanos > 0) {
      Files.writeString(file, String.valueOf((double) processorNanos / wallNanos));
    }
  }

  /** Reads what {@link #write} left, in cores. */
  static OptionalDouble read(Path file) throws IOException {
    String text = Files.exists(file) ? Files.readString(file) : "";
    return text.isEmpty() ? OptionalDouble.empty() : OptionalDouble.of(Double.parseDouble(text));
  }
}
