package io.convbench.harness.machine;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.sun.management.ThreadMXBean;
import io.convbench.harness.machine.MachineWatch.Counter;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Path;
import java.util.List;
import java.util.OptionalDouble;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** By files as Linux 6.18 writes them; 100 ticks are a second. */
class MachineWatchTest {

  @TempDir private Path root;

  @Test
  void countsWhatTheProcessorsOfThisProcessDid() throws IOException {
    RecordedSystem system = new RecordedSystem(root);
    system.with("proc/self/status", "Cpus_allowed_list:\t0,2\n");
    system.with(
        "proc/stat",
        """
        cpu  0 0 0 0 0 0 0 0 0 0
        cpu0 100 10 20 900 30 1 2 40 0 0
        cpu1 100 0 0 0 0 0 0 0 0 0
        cpu2 0 0 0 0 0 0 0 0 0 0
        """);
    MachineWatch watch = MachineWatch.below(root);

    watch.start();
    system.with(
        "proc/stat",
        """
        cpu  0 0 0 0 0 0 0 0 0 0
        cpu0 200 20 30 950 90 2 3 90 0 0
        cpu1 999 0 0 0 0 0 0 999 0 0
        cpu2 50 0 0 0 0 0 0 10 0 0
        """
            + "intr 9 0 1\n  \n");
    watch.stop();

    assertEquals(2, watch.processors());
    // 100 + 10 + 10 + 1 + 1 ticks of the first and 50 of the third; waiting for disks is idle.
    assertEquals(1.72, watch.total(Counter.BUSY).orElseThrow(), 1e-9);
    assertEquals(0.6, watch.total(Counter.STEAL).orElseThrow(), 1e-9);
  }

  /** Two reads of 60 KB each, whose lines and fields are none that count. */
  @Test
  void takesApartOnlyWhatCounts() throws IOException {
    new RecordedSystem(root)
        .with("proc/stat", "5\n".repeat(30_000))
        .with("proc/self/stat", "11 (a) " + "5 ".repeat(30_000));
    ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
    MachineWatch watch = MachineWatch.below(root);
    watch.start();

    long before = threads.getCurrentThreadAllocatedBytes();
    watch.start();
    watch.stop();

    assertTrue(threads.getCurrentThreadAllocatedBytes() - before < 8 << 20);
    assertEquals(OptionalDouble.of(0), watch.total(Counter.MAJOR_FAULTS));
  }

  @Test
  void addsUpWhatWasCountedWhileItRan() throws IOException {
    RecordedSystem system = new RecordedSystem(root);
    MachineWatch watch = MachineWatch.below(root);
    counts(system, 1_000_000_000L, 500_000, 3, 7);
    watch.start();
    counts(system, 3_000_000_000L, 900_000, 5, 107);
    watch.stop();
    counts(system, 9_000_000_000L, 9_000_000, 50, 1000);
    watch.start();
    counts(system, 9_500_000_000L, 9_100_000, 51, 1001);
    watch.stop();

    assertEquals(2.5, watch.total(Counter.WAITING).orElseThrow(), 1e-9);
    assertEquals(0.5, watch.total(Counter.PRESSURE).orElseThrow(), 1e-9);
    assertEquals(OptionalDouble.of(3), watch.total(Counter.MAJOR_FAULTS));
    assertEquals(OptionalDouble.of(101), watch.total(Counter.SWAPPED_PAGES));
  }

  /** As gVisor or a damaged file might: a row has no place for infinity. */
  @ParameterizedTest
  @ValueSource(strings = {"1e999", "NaN", "-3", "9223372036854775808", "0x10", "\u0661"})
  void doesNotCountByWhatIsNoCounter(String number) throws IOException {
    RecordedSystem system = new RecordedSystem(root);
    counts(system, 1_000_000_000L, 500_000, 3, 7);
    MachineWatch watch = MachineWatch.below(root);
    watch.start();
    system
        .with("proc/vmstat", "pswpin %s\n".formatted(number))
        .with("proc/cpuinfo", "cpu MHz\t\t: %s\ncpu MHz\t\t: 3000.000\n".formatted(number));
    watch.stop();

    assertEquals(OptionalDouble.empty(), watch.total(Counter.SWAPPED_PAGES));
    assertEquals(OptionalDouble.of(0), watch.total(Counter.MAJOR_FAULTS));
    assertEquals(List.of(3000.0), watch.frequenciesMegahertz());
  }

  /** The second processor is not this process's. */
  @Test
  void readsTheFrequenciesOfItsProcessors() throws IOException {
    new RecordedSystem(root)
        .with("proc/self/status", "Cpus_allowed_list:\t0,2\n")
        .with(
            "proc/cpuinfo",
            """
            processor\t: 0
            cpu MHz\t\t: 2600.000
            flags\t\t: fpu avx2
            processor\t: 1
            cpu MHz\t\t: 800.000
            processor\t: 2
            cpu MHz\t\t: 3000.000
            """);

    assertEquals(List.of(3000.0, 2600.0), MachineWatch.below(root).frequenciesMegahertz());
  }

  /** By intel_pstate in kHz, by ACPI in MHz, where one may be 0; a guest's are made up. */
  @Test
  void readsTheNominalFrequencyOfTheSlowestOfItsProcessors() throws IOException {
    String cpu = "sys/devices/system/cpu/cpu";
    RecordedSystem system =
        new RecordedSystem(root)
            .with("proc/self/status", "Cpus_allowed_list:\t0,2\n")
            .with(cpu + "0/cpufreq/base_frequency", "2600000\n")
            .with(cpu + "0/acpi_cppc/nominal_freq", "100\n")
            .with(cpu + "1/cpufreq/base_frequency", "1000000\n")
            .with(cpu + "2/acpi_cppc/nominal_freq", "2400\n");

    assertEquals(OptionalDouble.of(2400), MachineWatch.below(root).nominalMegahertz());
    system.with(cpu + "2/acpi_cppc/nominal_freq", "0\n");
    assertEquals(OptionalDouble.of(2600), MachineWatch.below(root).nominalMegahertz());
    system.with(cpu + "0/cpufreq/base_frequency", "<unknown>\n");
    assertEquals(OptionalDouble.of(100), MachineWatch.below(root).nominalMegahertz());
    system.with("proc/cpuinfo", "processor\t: 0\nflags\t\t: fpu hypervisor avx2\n");
    assertEquals(OptionalDouble.empty(), MachineWatch.below(root).nominalMegahertz());
  }

  @Test
  void saysNothingWhereTheSystemCountsNothing() {
    MachineWatch watch = MachineWatch.below(root);
    watch.start();
    watch.stop();

    for (Counter counter : Counter.values()) {
      assertEquals(OptionalDouble.empty(), watch.total(counter), counter.name());
    }
    assertEquals(List.of(), watch.frequenciesMegahertz());
    assertEquals(OptionalDouble.empty(), watch.nominalMegahertz());
    assertEquals(0, watch.processors());
  }

  private static void counts(
      RecordedSystem system, long waitingNanos, long pressureMicros, int faults, int swapped)
      throws IOException {
    system
        .with("proc/self/task/11/schedstat", "5 %s 3\n".formatted(waitingNanos))
        .with("proc/self/task/12/schedstat", "5 0 3\n")
        .with(
            "proc/pressure/cpu",
            "some avg10=1.00 avg60=1.00 avg300=1.00 total=%s\nfull avg10=0.00 avg60=0.00 avg300=0.00 total=77\n"
                .formatted(pressureMicros))
        .with(
            "proc/self/stat",
            "11 (a) b) S 1 1 1 0 -1 4194304 99 0 %s 0 5 6 0 0 20 0 9\n".formatted(faults))
        .with("proc/vmstat", "pswpin %s\npswpout 1\npgmajfault 9\n".formatted(swapped));
  }
}
