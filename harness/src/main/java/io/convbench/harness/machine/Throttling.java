package io.convbench.harness.machine;

import java.util.List;
import java.util.OptionalDouble;

/**
 * How long CPU quotas held this process's control groups back while the clock ran: the time for
 * which its threads were ready and stopped, summed over processors as Linux counts it.
 */
public final class Throttling {

  private static final double NANOS = 1e9;

  private final ControlGroups groups;
  private final double[] nanos;
  private List<OptionalDouble> started = List.of();
  private boolean counted;

  /**
   * @param groups whose quotas are watched
   */
  public Throttling(ControlGroups groups) {
    this.groups = groups;
    this.nanos = new double[groups.throttledNanos().size()];
  }

  /** Goes on. */
  public void start() {
    started = groups.throttledNanos();
  }

  /** Stops. */
  public void stop() {
    List<OptionalDouble> stopped = groups.throttledNanos();
    for (int level = 0; level < nanos.length; level++) {
      if (started.get(level).isPresent() && stopped.get(level).isPresent()) {
        nanos[level] += stopped.get(level).getAsDouble() - started.get(level).getAsDouble();
        counted = true;
      }
    }
  }

  /** The most that any level counts, in seconds; empty where none counts. */
  public OptionalDouble seconds() {
    double most = 0;
    for (double level : nanos) {
      most = Math.max(most, level);
    }
    return counted ? OptionalDouble.of(most / NANOS) : OptionalDouble.empty();
  }
}
