package io.convbench.harness.doctor;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.convbench.datasets.image.ImageDecoder;
import io.convbench.harness.machine.ResourceLimits;
import io.convbench.results.Environment;
import io.convbench.results.Limits;
import io.convbench.results.Platform;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class MachineCheckupTest {

  @TempDir private Path folder;

  @Test
  void findsNothingWrongWithAQuietModernMachine() throws IOException {
    List<String> troubled = troubled(machine(16L << 30, List.of("avx2", "fma"), 0.1));

    assertFalse(troubled.contains("load"));
    assertFalse(troubled.contains("memory"));
    assertFalse(troubled.contains("instruction sets"));
  }

  @Test
  void namesWhatTheMachineDoesNotTellWithTheReason() {
    assertEquals(Optional.empty(), MachineCheckup.gaps(List.of()));

    Finding unknown = MachineCheckup.gaps(List.of("processor (no such file)", "load (x)")).get();

    assertEquals("processor (no such file), load (x)", unknown.value());
    assertFalse(unknown.blocking());
    assertTrue(unknown.fix().isPresent());
  }

  @Test
  void noticesABusyMachine() throws IOException {
    assertTrue(troubled(machine(16L << 30, List.of("avx2"), 3.5)).contains("load"));
  }

  @Test
  void noticesLittleMemory() throws IOException {
    assertTrue(troubled(machine(2L << 30, List.of("avx2"), 0)).contains("memory"));
  }

  @Test
  void noticesTheMemoryOfAContainerOnALargeMachine() throws IOException {
    Finding memory =
        finding("memory", machine(16L << 30, List.of("avx2"), 0, new Limits(2, -1, 400L << 20)));

    assertEquals("may use 400 MiB of 16.0 GiB (limit of the container)", memory.value());
    assertTrue(memory.fix().isPresent(), "400 MiB are too little for the largest networks");
  }

  @Test
  void saysHowManyCoresAnAffinityLeaves() throws IOException {
    Finding cores =
        finding("usable cores", machine(16L << 30, List.of("avx2"), 0, new Limits(1, -1, -1)));

    assertEquals("may use 1 of 2", cores.value());
    assertTrue(cores.fix().isEmpty(), "fewer cores make no figure wrong");
  }

  @Test
  void noticesACpuQuota() throws IOException {
    Finding cores =
        finding("usable cores", machine(16L << 30, List.of("avx2"), 0, new Limits(2, 1.5, -1)));

    assertEquals("may use 2 of 2, for the time of 1.50 by a CPU quota", cores.value());
    assertTrue(cores.fix().isPresent(), "a quota pauses what is timed");
  }

  @Test
  void noticesShellLimitsUnderWhichEnginesDoNotStart() {
    Finding few = resources(60, 1L << 40);
    Finding narrow = resources(1024, 3L << 30);

    assertEquals("60 open files, 1024.0 GiB of address space", few.value());
    assertTrue(few.fix().isPresent(), "60 files are too few");
    assertTrue(narrow.fix().isPresent(), "3 GiB are too few");
    assertTrue(resources(1024, 1L << 40).fix().isEmpty(), "these are enough");
    assertEquals(
        "unlimited open files, unlimited of address space",
        MachineCheckup.resources(new ResourceLimits(OptionalLong.empty(), OptionalLong.empty()))
            .value());
  }

  private static Finding resources(long files, long addresses) {
    return MachineCheckup.resources(
        new ResourceLimits(OptionalLong.of(files), OptionalLong.of(addresses)));
  }

  @Test
  void noticesAProcessorWithoutVectors() throws IOException {
    assertTrue(troubled(machine(16L << 30, List.of(), 0)).contains("instruction sets"));
  }

  @Test
  void advisesLibjpegTurboWhereItIsMissing() throws IOException {
    assertEquals(
        !ImageDecoder.usesSystemTurboJpeg(),
        troubled(machine(16L << 30, List.of("avx2"), 0)).contains("JPEG decoder"));
  }

  @Test
  void addsUpTheCaches() throws IOException {
    Files.write(folder.resolve("a"), new byte[1 << 20]);
    Files.write(Files.createDirectory(folder.resolve("sub")).resolve("b"), new byte[105 << 20]);

    assertEquals(
        "0.1 GiB in " + folder, finding("caches", machine(16L << 30, List.of("avx2"), 0)).value());
  }

  private Finding finding(String subject, Environment environment) throws IOException {
    return findings(environment).stream()
        .filter(finding -> finding.subject().equals(subject))
        .findFirst()
        .orElseThrow();
  }

  @Test
  void namesTheVariableThatMovesTheCaches() throws IOException {
    Path file = Files.writeString(folder.resolve("file"), "no folder can lie in it");

    List<Finding> findings =
        MachineCheckup.of(
            machine(16L << 30, List.of("avx2"), 0), file.resolve("cache"), folder.resolve("runs"));

    // Root may write into a folder that forbids it, but into no file.
    assertTrue(
        findings.stream()
            .filter(finding -> finding.subject().equals("disk for caches"))
            .anyMatch(finding -> finding.fix().orElse("").contains("set XDG_CACHE_HOME")),
        findings::toString);
  }

  private List<String> troubled(Environment environment) throws IOException {
    return findings(environment).stream()
        .filter(finding -> finding.fix().isPresent())
        .map(Finding::subject)
        .toList();
  }

  private List<Finding> findings(Environment environment) throws IOException {
    return MachineCheckup.of(environment, folder, folder.resolve("runs"));
  }

  private static Environment machine(long memory, List<String> flags, double load) {
    return machine(memory, flags, load, Limits.of(2));
  }

  private static Environment machine(long memory, List<String> flags, double load, Limits limits) {
    return new Environment(
        "2026-11-23T12:00:00Z",
        "0.1.0",
        "abc1234",
        "a JVM",
        1L << 30,
        "an operating system",
        "a processor",
        2,
        2,
        memory,
        limits,
        flags,
        "",
        "",
        load,
        Map.of(),
        Platform.UNKNOWN,
        List.of(),
        Map.of());
  }
}
