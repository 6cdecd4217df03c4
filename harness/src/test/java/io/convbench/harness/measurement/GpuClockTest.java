package io.convbench.harness.measurement;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.convbench.harness.gpu.FakeNvml;
import io.convbench.results.Column;
import io.convbench.results.Row;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** Energy and power of examples that can be computed by hand. */
class GpuClockTest {

  private static final long SECOND = 1_000_000_000;

  private final FakeNvml nvml = new FakeNvml(0x5, true);
  private long nanos;

  /** 210 J in 3 s and 100 passes, warming up and what follows left out. */
  @Test
  void countsEnergyFromTheFirstStartToTheLastStop() {
    GpuClock clock = new GpuClock(Optional.of(nvml.sensors()), () -> nanos);
    at(10, 1000);
    clock.start(7);
    at(11.5, 1100);
    clock.stop(60);
    clock.start(60);
    at(13, 1210);
    clock.stop(107);
    at(99, 9999);

    assertEquals(
        Row.empty()
            .with(Column.GPU_POWER_W, 70.0)
            .with(Column.GPU_POWER_LIMIT_W, 70.0)
            .with(Column.GPU_SM_CLOCK_MHZ, 1590.0)
            .with(Column.GPU_TEMPERATURE_C, 61.0)
            .with(Column.GPU_THROTTLE_REASONS, "sw_power_cap")
            .with(Column.GPU_ENERGY_PER_PASS_J, 2.1)
            .with(Column.GPU_STATE_SOURCE, "NVML"),
        clock.row());
  }

  @Test
  void saysThatTheTimeIsTooShortForTheCounter() {
    GpuClock clock = new GpuClock(Optional.of(nvml.sensors()), () -> nanos);
    clock.start(0);
    at(1.9, 100);
    clock.stop(50);

    Row row = clock.row();
    assertEquals(
        Optional.of("NVML; timed for less than 2 s, too short for energy"),
        row.text(Column.GPU_STATE_SOURCE));
    assertEquals(68.5, row.number(Column.GPU_POWER_W).getAsDouble());
    assertEquals(true, row.number(Column.GPU_ENERGY_PER_PASS_J).isEmpty());
  }

  @Test
  void hasNoEnergyOfAGpuThatDoesNotCountIt() {
    GpuClock clock = new GpuClock(Optional.of(new FakeNvml(0x1, false).sensors()), () -> nanos);
    clock.start(0);
    at(60, 0);
    clock.stop(50);

    Row row = clock.row();
    assertEquals(true, row.number(Column.GPU_ENERGY_PER_PASS_J).isEmpty());
    assertEquals(68.5, row.number(Column.GPU_POWER_W).getAsDouble());
    // That it is idle lowers nothing that is measured.
    assertEquals(Optional.of("none"), row.text(Column.GPU_THROTTLE_REASONS));
  }

  @Test
  void saysNothingOfAGpuOnTheProcessor() {
    GpuClock clock = new GpuClock(Optional.empty(), () -> nanos);
    clock.start(0);
    clock.stop(1);

    assertEquals(Row.empty(), clock.row());
  }

  private void at(double seconds, double joules) {
    nanos = Math.round(seconds * SECOND);
    nvml.joules(joules);
  }
}
