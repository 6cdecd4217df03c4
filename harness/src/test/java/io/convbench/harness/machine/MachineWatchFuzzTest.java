package io.convbench.harness.machine;

import io.convbench.foundation.fuzz.Fuzz;
import io.convbench.harness.machine.MachineWatch.Counter;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.OptionalDouble;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Whatever a kernel counts, what is told is a number that a row can hold, or nothing. */
class MachineWatchFuzzTest {

  @TempDir private Path root;

  @BeforeEach
  void recordTheSystem() throws IOException {
    new RecordedSystem(root)
        .with("proc/self/status", "Name:\tjava\nCpus_allowed_list:\t0,2\n")
        .with(
            "proc/stat",
            """
            cpu  7291 100 20 900 30 1 2 40 0 0
            cpu0 100 10 20 900 30 1 2 40 0 0
            cpu1 100 0 0 0 0 0 0 0 0 0
            cpu2 50 0 0 0 0 0 0 10 0 0
            intr 38 0 9
            ctxt 12345
            """)
        .with(
            "proc/pressure/cpu",
            "some avg10=1.00 avg60=1.00 avg300=1.00 total=500000\nfull avg10=0.00 total=77\n")
        .with("proc/vmstat", "nr_free_pages 1\npswpin 3\npswpout 1\npgmajfault 9\n")
        .with("proc/self/stat", "11 (a) b) S 1 1 1 0 -1 4194304 99 0 3 0 5 6 0 0 20 0 9\n")
        .with("proc/self/task/11/schedstat", "5 1000000000 3\n")
        .with("proc/cpuinfo", "processor\t: 0\ncpu MHz\t\t: 2600.000\ncpu MHz\t\t: 3000.000\n")
        .with("sys/devices/system/cpu/cpu0/cpufreq/base_frequency", "2600000\n")
        .with("sys/devices/system/cpu/cpu2/acpi_cppc/nominal_freq", "2400\n");
  }

  @Test
  void affinity() throws Exception {
    fuzz("proc/self/status");
  }

  @Test
  void processors() throws Exception {
    fuzz("proc/stat");
  }

  @Test
  void pressure() throws Exception {
    fuzz("proc/pressure/cpu");
  }

  @Test
  void paging() throws Exception {
    fuzz("proc/vmstat");
  }

  @Test
  void faults() throws Exception {
    fuzz("proc/self/stat");
  }

  @Test
  void waiting() throws Exception {
    fuzz("proc/self/task/11/schedstat");
  }

  @Test
  void frequency() throws Exception {
    fuzz("proc/cpuinfo");
  }

  /** ACPI's is read in the same way. */
  @Test
  void nominalFrequency() throws Exception {
    fuzz("sys/devices/system/cpu/cpu0/cpufreq/base_frequency");
  }

  private void fuzz(String name) throws Exception {
    Path file = root.resolve(name);
    byte[] healthy = Files.readAllBytes(file);
    Fuzz.of("counters of " + name, healthy)
        .with("cpu2", "some", "total=", "pswpout", "cpu MHz")
        .read(
            file,
            input -> {
              MachineWatch watch = MachineWatch.below(root);
              watch.start();
              Files.write(file, healthy);
              watch.stop();
              watch.start();
              Files.write(file, input);
              watch.stop();
              for (Counter counter : Counter.values()) {
                requireRecordable(counter.name(), watch.total(counter));
              }
              for (double frequency : watch.frequenciesMegahertz()) {
                requireRecordable("frequency", OptionalDouble.of(frequency));
              }
              requireRecordable("nominal frequency", watch.nominalMegahertz());
            });
  }

  private static void requireRecordable(String what, OptionalDouble value) {
    double number = value.orElse(0);
    if (!(number >= 0) || Double.isInfinite(number)) {
      throw new AssertionError("%s is %s".formatted(what, number));
    }
  }
}
