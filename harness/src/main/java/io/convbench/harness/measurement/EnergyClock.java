package io.convbench.harness.measurement;

import io.convbench.harness.machine.PackageEnergy;
import io.convbench.results.Column;
import io.convbench.results.Row;
import java.util.OptionalDouble;
import java.util.function.LongSupplier;

/** Energy of the processor packages over the timed passes, and the power that it comes to. */
final class EnergyClock {

  /** The counters move every millisecond, so that the energy is known to 1 % then. */
  private static final double SHORTEST_SECONDS = 0.1;

  private static final double NANOS = 1e9;

  private final PackageEnergy energy;
  private final LongSupplier nanos;
  private long wallNanos;
  private long passes;

  /**
   * @param nanos the time
   */
  EnergyClock(PackageEnergy energy, LongSupplier nanos) {
    this.energy = energy;
    this.nanos = nanos;
  }

  static EnergyClock ofThisMachine() {
    return new EnergyClock(PackageEnergy.ofThisMachine(), System::nanoTime);
  }

  /**
   * Goes on.
   *
   * @param passesSoFar that have been run
   */
  void start(long passesSoFar) {
    passes -= passesSoFar;
    wallNanos -= nanos.getAsLong();
    energy.start();
  }

  /**
   * Stops.
   *
   * @param passesSoFar that have been run
   */
  void stop(long passesSoFar) {
    energy.stop();
    wallNanos += nanos.getAsLong();
    passes += passesSoFar;
  }

  /** What it shows. */
  Row row() {
    OptionalDouble joules = energy.joules();
    Row row = Row.empty();
    if (joules.isEmpty()) {
      return row.with(Column.PACKAGE_ENERGY_SOURCE, energy.source());
    }
    double seconds = wallNanos / NANOS;
    if (seconds < SHORTEST_SECONDS || passes < 1) {
      return row.with(
          Column.PACKAGE_ENERGY_SOURCE,
          energy.source() + "; timed for less than 0.1 s, too short for energy");
    }
    return row.with(Column.PACKAGE_ENERGY_SOURCE, energy.source())
        .with(Column.PACKAGE_POWER_W, joules.getAsDouble() / seconds)
        .with(Column.PACKAGE_ENERGY_PER_PASS_J, joules.getAsDouble() / passes);
  }
}
