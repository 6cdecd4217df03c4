package io.convbench.harness.measurement;

import io.convbench.harness.engine.ComputeDevice;
import io.convbench.harness.gpu.GpuSensors;
import io.convbench.harness.gpu.ThrottleReason;
import io.convbench.results.Column;
import io.convbench.results.Row;
import java.util.DoubleSummaryStatistics;
import java.util.EnumSet;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.LongSupplier;
import java.util.stream.Collectors;

/**
 * The state of the GPU while the clock runs. Clocks, temperature and what lowers the clocks are
 * read whenever it stops, right behind the last pass; energy from its first start to its last stop.
 */
final class GpuClock {

  /** The counter moves every 20 to 100 ms, so that the energy is known to 10 % then. */
  private static final double SHORTEST_SECONDS = 2;

  private static final double NANOS = 1e9;

  private final Optional<GpuSensors> sensors;
  private final LongSupplier nanos;
  private final Map<Column, DoubleSummaryStatistics> readings = new TreeMap<>();
  private final Set<ThrottleReason> throttleReasons = EnumSet.noneOf(ThrottleReason.class);
  private OptionalDouble startJoules = OptionalDouble.empty();
  private OptionalDouble stopJoules = OptionalDouble.empty();
  private boolean started;
  private long startPasses;
  private long stopPasses;
  private boolean toldReasons;
  private long startNanos;
  private long stopNanos;

  /**
   * @param sensors empty where no GPU is used
   * @param nanos the time
   */
  GpuClock(Optional<GpuSensors> sensors, LongSupplier nanos) {
    this.sensors = sensors;
    this.nanos = nanos;
  }

  /** Of the GPU on which a model computes; of none on the processor. */
  static GpuClock of(ComputeDevice device) {
    return new GpuClock(
        device.isGpu() ? Optional.of(GpuSensors.ofOnlyGpu()) : Optional.empty(), System::nanoTime);
  }

  /**
   * Goes on.
   *
   * @param passes that have been run so far
   */
  void start(long passes) {
    if (sensors.isPresent() && !started) {
      started = true;
      startPasses = passes;
      startJoules = sensors.get().energyJoules();
      startNanos = nanos.getAsLong();
    }
  }

  /**
   * Stops.
   *
   * @param passes that have been run so far
   */
  void stop(long passes) {
    stopPasses = passes;
    sensors.ifPresent(this::read);
  }

  private void read(GpuSensors gpu) {
    stopNanos = nanos.getAsLong();
    stopJoules = gpu.energyJoules();
    keep(Column.GPU_SM_CLOCK_MHZ, gpu.smClockMegahertz());
    keep(Column.GPU_MEMORY_CLOCK_MHZ, gpu.memoryClockMegahertz());
    keep(Column.GPU_POWER_W, gpu.powerWatts());
    keep(Column.GPU_POWER_LIMIT_W, gpu.powerLimitWatts());
    keep(Column.GPU_TEMPERATURE_C, gpu.temperatureCelsius());
    Optional<Set<ThrottleReason>> reasons = gpu.throttleReasons();
    toldReasons |= reasons.isPresent();
    reasons.ifPresent(throttleReasons::addAll);
  }

  private void keep(Column column, OptionalDouble value) {
    value.ifPresent(
        number ->
            readings.computeIfAbsent(column, key -> new DoubleSummaryStatistics()).accept(number));
  }

  /** What it shows. */
  Row row() {
    if (sensors.isEmpty()) {
      return Row.empty();
    }
    Row row = Row.empty();
    for (Map.Entry<Column, DoubleSummaryStatistics> reading : readings.entrySet()) {
      boolean highest = reading.getKey() == Column.GPU_TEMPERATURE_C;
      DoubleSummaryStatistics values = reading.getValue();
      row = row.with(reading.getKey(), highest ? values.getMax() : values.getAverage());
    }
    if (toldReasons) {
      row =
          row.with(
              Column.GPU_THROTTLE_REASONS,
              throttleReasons.isEmpty()
                  ? "none"
                  : throttleReasons.stream()
                      .map(ThrottleReason::word)
                      .collect(Collectors.joining(", ")));
    }
    return energy(row);
  }

  private Row energy(Row row) {
    String source = sensors.orElseThrow().source();
    if (startJoules.isEmpty() || stopJoules.isEmpty()) {
      return row.with(Column.GPU_STATE_SOURCE, source);
    }
    double seconds = (stopNanos - startNanos) / NANOS;
    long passes = stopPasses - startPasses;
    double joules = stopJoules.getAsDouble() - startJoules.getAsDouble();
    if (seconds < SHORTEST_SECONDS || passes < 1 || joules < 0) {
      return row.with(
          Column.GPU_STATE_SOURCE, source + "; timed for less than 2 s, too short for energy");
    }
    return row.with(Column.GPU_STATE_SOURCE, source)
        .with(Column.GPU_POWER_W, joules / seconds)
        .with(Column.GPU_ENERGY_PER_PASS_J, joules / passes);
  }
}
