package io.convbench.harness.measurement;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.convbench.harness.machine.PackageEnergy;
import io.convbench.harness.machine.RecordedSystem;
import io.convbench.results.Column;
import io.convbench.results.Row;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;
import java.util.OptionalDouble;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EnergyClockTest {

  private static final String DOMAIN = "sys/class/powercap/intel-rapl:0/";

  @TempDir private Path root;
  private long nanos;

  /** 30 J in 1.5 s of two parts, in which 10 of 25 passes were run. */
  @Test
  void dividesTheEnergyOfTimedPassesAlone() throws IOException {
    EnergyClock clock = clock();
    clock.start(5);
    pass(1_000_000_000L, 20_000_000);
    clock.stop(11);
    pass(9_000_000_000L, 120_000_000);
    clock.start(21);
    pass(500_000_000L, 130_000_000);
    clock.stop(25);

    Row row = clock.row();

    assertEquals(OptionalDouble.of(20), row.number(Column.PACKAGE_POWER_W));
    assertEquals(OptionalDouble.of(3), row.number(Column.PACKAGE_ENERGY_PER_PASS_J));
    assertEquals(Optional.of("RAPL, 1 package"), row.text(Column.PACKAGE_ENERGY_SOURCE));
  }

  @Test
  void saysThatTheTimeWasTooShort() throws IOException {
    EnergyClock clock = clock();
    clock.start(0);
    pass(99_000_000L, 1_000_000);
    clock.stop(3);

    assertEquals(
        Row.empty()
            .with(
                Column.PACKAGE_ENERGY_SOURCE,
                "RAPL, 1 package; timed for less than 0.1 s, too short for energy"),
        clock.row());
  }

  @Test
  void saysWhyThereIsNoFigure() {
    EnergyClock clock = new EnergyClock(PackageEnergy.below(root), () -> nanos);
    clock.start(0);
    nanos = 5_000_000_000L;
    clock.stop(100);

    assertEquals(
        Row.empty()
            .with(
                Column.PACKAGE_ENERGY_SOURCE,
                "this system shows no RAPL counters in /sys/class/powercap, as most virtual"
                    + " machines and containers"),
        clock.row());
  }

  private EnergyClock clock() throws IOException {
    new RecordedSystem(root)
        .with(DOMAIN + "name", "package-0\n")
        .with(DOMAIN + "max_energy_range_uj", "262143328850\n")
        .with(DOMAIN + "energy_uj", "0\n");
    return new EnergyClock(PackageEnergy.below(root), () -> nanos);
  }

  private void pass(long moreNanos, long microjoules) throws IOException {
    nanos += moreNanos;
    new RecordedSystem(root).with(DOMAIN + "energy_uj", microjoules + "\n");
  }
}
