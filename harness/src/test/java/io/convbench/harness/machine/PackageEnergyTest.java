package io.convbench.harness.machine;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.OptionalDouble;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Trees as Linux shows them on servers with two packages, and on laptops. */
class PackageEnergyTest {

  private static final String FOLDER = "sys/class/powercap/";

  /** Of Intel's servers, in microjoules. */
  private static final long RANGE = 262_143_328_850L;

  @TempDir private Path root;
  private RecordedSystem system;

  @BeforeEach
  void recordTheSystem() throws IOException {
    system = new RecordedSystem(root);
    domain("intel-rapl:0", "package-0", 1_000_000);
    domain("intel-rapl:1", "package-1", 5_000_000);
    domain("intel-rapl:0:0", "core", 500_000);
    domain("intel-rapl:0:1", "dram", 700_000);
    domain("intel-rapl:2", "psys", 9_000_000);
    domain("intel-rapl-mmio:0", "package-0", 1_000_000);
    system.with(FOLDER + "intel-rapl/enabled", "1\n");
  }

  @Test
  void addsPackagesAndCountsNoNestedDomainTwice() throws IOException {
    PackageEnergy energy = PackageEnergy.below(root);
    energy.start();
    set("intel-rapl:0", 3_500_000);
    set("intel-rapl:1", 6_000_000);
    set("intel-rapl:0:0", 2_000_000);
    set("intel-rapl:0:1", 2_000_000);
    set("intel-rapl:2", 90_000_000);
    set("intel-rapl-mmio:0", 3_500_000);
    energy.stop();

    assertEquals(2.5 + 1, energy.joules().orElseThrow(), 1e-9);
    assertEquals("RAPL, 2 packages", energy.source());
  }

  @Test
  void countsOnlyWhileTheClockRuns() throws IOException {
    PackageEnergy energy = PackageEnergy.below(root);
    energy.start();
    set("intel-rapl:0", 2_000_000);
    energy.stop();
    set("intel-rapl:0", 70_000_000);
    energy.start();
    set("intel-rapl:0", 72_000_000);
    energy.stop();

    assertEquals(1 + 2, energy.joules().orElseThrow(), 1e-9);
  }

  @Test
  void goesOnWhereACounterWraps() throws IOException {
    set("intel-rapl:1", RANGE - 250_000);
    PackageEnergy energy = PackageEnergy.below(root);
    energy.start();
    set("intel-rapl:1", 750_000);
    energy.stop();

    assertEquals(1, energy.joules().orElseThrow(), 1e-9);
  }

  /** AMD's processors have their packages under the same names, and no other domain. */
  @Test
  void readsASinglePackage(@TempDir Path amd) throws IOException {
    new RecordedSystem(amd)
        .with(FOLDER + "intel-rapl:0/name", "package-0\n")
        .with(FOLDER + "intel-rapl:0/energy_uj", "65532610987\n")
        .with(FOLDER + "intel-rapl:0/max_energy_range_uj", "65532610987\n");

    PackageEnergy energy = PackageEnergy.below(amd);

    assertEquals("RAPL, 1 package", energy.source());
    assertEquals(OptionalDouble.of(0), energy.joules());
  }

  @Test
  void saysThatThereAreNoCounters(@TempDir Path other) throws IOException {
    String reason =
        "this system shows no RAPL counters in /sys/class/powercap, as most virtual machines and"
            + " containers";

    assertEquals(reason, PackageEnergy.below(other).source());
    Files.createDirectories(other.resolve(FOLDER));
    assertEquals(reason, PackageEnergy.below(other).source());
    // As in containers that mask what the links lead to.
    Files.createSymbolicLink(other.resolve(FOLDER + "intel-rapl:0"), other.resolve("masked"));
    assertEquals(reason, PackageEnergy.below(other).source());
    assertEquals(OptionalDouble.empty(), PackageEnergy.below(other).joules());
  }

  /** Linux lets root alone read them since 5.10, which these tests may be run by. */
  @Test
  void saysThatOnlyRootMayReadThem() {
    PackageEnergy energy =
        PackageEnergy.below(
            root,
            file -> {
              throw new AccessDeniedException(file.toString());
            });
    energy.start();
    energy.stop();

    assertEquals(OptionalDouble.empty(), energy.joules());
    assertEquals(
        "RAPL's counters are readable by root alone since Linux 5.10: as root, run chmod a+r"
            + " /sys/class/powercap/intel-rapl:*/energy_uj",
        energy.source());
  }

  @Test
  void saysThatACounterWentAwayMeanwhile() throws IOException {
    PackageEnergy energy = PackageEnergy.below(root);
    energy.start();
    set("intel-rapl:0", 2_000_000);
    Files.delete(root.resolve(FOLDER + "intel-rapl:1/energy_uj"));
    energy.stop();

    assertEquals(OptionalDouble.empty(), energy.joules());
    assertTrue(energy.source().contains("could not be read to the end"), energy.source());
  }

  /** Else a counter that begins again would have used less than nothing. */
  @Test
  void doesNotBelieveACounterBeyondItsRange() throws IOException {
    PackageEnergy energy = PackageEnergy.below(root);
    energy.start();
    set("intel-rapl:0", RANGE + 1);
    energy.stop();
    assertEquals(OptionalDouble.empty(), energy.joules());

    system.with(FOLDER + "intel-rapl:0/max_energy_range_uj", "-1\n");
    assertEquals(OptionalDouble.empty(), PackageEnergy.below(root).joules());
  }

  private void domain(String id, String name, long microjoules) throws IOException {
    system
        .with(FOLDER + id + "/name", name + "\n")
        .with(FOLDER + id + "/max_energy_range_uj", RANGE + "\n");
    set(id, microjoules);
  }

  private void set(String id, long microjoules) throws IOException {
    system.with(FOLDER + id + "/energy_uj", microjoules + "\n");
  }
}
