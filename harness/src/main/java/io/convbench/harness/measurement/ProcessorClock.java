package io.convbench.harness.measurement;

import com.sun.management.OperatingSystemMXBean;
import io.convbench.harness.machine.ControlGroups;
import io.convbench.harness.machine.MachineWatch;
import io.convbench.harness.machine.MachineWatch.Counter;
import io.convbench.harness.machine.Throttling;
import io.convbench.results.Column;
import io.convbench.results.Row;
import java.lang.management.ManagementFactory;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalDouble;

/**
 * How many cores this process keeps busy, its waiting threads that spin included, for how long a
 * CPU quota stops it, and what else disturbs it: processor time of all its threads over wall time,
 * and what its control groups and the machine count, while the clock runs.
 */
public final class ProcessorClock {

  private static final double NANOS = 1e9;

  private final OperatingSystemMXBean system =
      ManagementFactory.getPlatformMXBean(OperatingSystemMXBean.class);
  private final Throttling throttling = new Throttling(ControlGroups.ofThisProcess());
  private final MachineWatch machine = MachineWatch.ofThisProcess();

  /** Of the processors, the highest first, whenever it stopped: before, they may have rested. */
  private final List<List<Double>> megahertz = new ArrayList<>();

  private long processorNanos;
  private long wallNanos;

  /** Of this process; it stands. */
  public ProcessorClock() {}

  /** Goes on. */
  public void start() {
    throttling.start();
    machine.start();
    processorNanos -= system.getProcessCpuTime();
    wallNanos -= System.nanoTime();
  }

  /** Stops. */
  public void stop() {
    wallNanos += System.nanoTime();
    processorNanos += system.getProcessCpuTime();
    machine.stop();
    throttling.stop();
    megahertz.add(machine.frequenciesMegahertz());
  }

  /**
   * What it shows: the columns of which the system says something.
   *
   * @param threads that the engine was asked to use
   */
  public Row row(int threads) {
    if (wallNanos == 0) {
      return Row.empty();
    }
    double wall = wallNanos / NANOS;
    double used = processorNanos / NANOS / wall;
    Row row = Row.empty().with(Column.TIMED_S, wall);
    if (processorNanos > 0) {
      row = row.with(Column.CORES_USED, used);
    }
    row = with(row, Column.THROTTLED_S, throttling.seconds(), 1);
    row = with(row, Column.WAITING_CORES, machine.total(Counter.WAITING), wall);
    row = with(row, Column.STEAL_CORES, machine.total(Counter.STEAL), wall);
    row = with(row, Column.CPU_PRESSURE, machine.total(Counter.PRESSURE), wall);
    row = whole(row, Column.MAJOR_FAULTS, machine.total(Counter.MAJOR_FAULTS));
    row = whole(row, Column.SWAPPED_PAGES, machine.total(Counter.SWAPPED_PAGES));
    row =
        row.with(Column.FREQUENCY_MHZ, frequency(megahertz, threads))
            .with(Column.FREQUENCY_NOMINAL_MHZ, machine.nominalMegahertz());
    OptionalDouble busy = machine.total(Counter.BUSY);
    if (busy.isPresent()) {
      double others = Math.max(0, busy.getAsDouble() / wall - used);
      double excess = Math.max(0, threads + others - machine.processors());
      row =
          row.with(Column.OTHERS_CORES, others)
              .with(Column.CONTENTION, Math.min(excess, others) / threads);
    }
    return row;
  }

  /**
   * The frequency at which threads worked: of more processors than threads, some rested.
   *
   * @param megahertz of the processors, the highest first, at several moments
   * @return the mean of the fastest, as many as threads, over the moments; empty of none
   */
  static OptionalDouble frequency(List<List<Double>> megahertz, int threads) {
    return megahertz.stream()
        .flatMap(moment -> moment.stream().limit(threads))
        .mapToDouble(Double::doubleValue)
        .average();
  }

  private static Row with(Row row, Column column, OptionalDouble value, double per) {
    return value.isPresent() ? row.with(column, value.getAsDouble() / per) : row;
  }

  private static Row whole(Row row, Column column, OptionalDouble value) {
    return value.isPresent() ? row.with(column, Math.round(value.getAsDouble())) : row;
  }
}
