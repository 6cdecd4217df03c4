package io.convbench.harness.measurement;

import com.sun.management.OperatingSystemMXBean;
import io.convbench.harness.machine.ControlGroups;
import io.convbench.harness.machine.Throttling;
import io.convbench.results.Column;
import io.convbench.results.Row;
import io.convbench.results.RowJson;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.OptionalDouble;

/**
 * How many cores this process keeps busy, its waiting threads that spin included, and for how long
 * a CPU quota stops it: processor time of all its threads over wall time, and what its control
 * groups count, while the clock runs.
 */
final class ProcessorClock {

  private final OperatingSystemMXBean system =
      ManagementFactory.getPlatformMXBean(OperatingSystemMXBean.class);
  private final Throttling throttling = new Throttling(ControlGroups.ofThisProcess());
  private long processorNanos;
  private long wallNanos;

  /** Goes on. */
  void start() {
    throttling.start();
    processorNanos -= system.getProcessCpuTime();
    wallNanos -= System.nanoTime();
  }

  /** Stops. */
  void stop() {
    wallNanos += System.nanoTime();
    processorNanos += system.getProcessCpuTime();
    throttling.stop();
  }

  /**
   * Leaves what it shows in a file.
   *
   * @param others what else was seen while it ran
   */
  void write(Path file, Row others) throws IOException {
    Files.writeString(file, RowJson.write(others.with(row())));
  }

  /** What it shows: the columns of which the system says something. */
  Row row() throws IOException {
    Row row = Row.empty();
    if (wallNanos > 0 && processorNanos > 0) {
      row = row.with(Column.CORES_USED, (double) processorNanos / wallNanos);
    }
    OptionalDouble throttled = throttling.seconds();
    if (throttled.isPresent()) {
      row = row.with(Column.THROTTLED_S, throttled.getAsDouble());
    }
    return row;
  }

  /** Reads what {@link #write} left; nothing where it never came to that. */
  static Row read(Path file) throws IOException {
    String text = Files.exists(file) ? Files.readString(file) : "";
    return text.isEmpty() ? Row.empty() : RowJson.read(text);
  }
}
