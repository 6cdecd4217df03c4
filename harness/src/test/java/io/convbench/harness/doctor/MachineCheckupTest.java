package io.convbench.harness.doctor;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.convbench.datasets.image.ImageDecoder;
import io.convbench.results.Environment;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
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
  void noticesABusyMachine() throws IOException {
    assertTrue(troubled(machine(16L << 30, List.of("avx2"), 3.5)).contains("load"));
  }

  @Test
  void noticesLittleMemory() throws IOException {
    assertTrue(troubled(machine(2L << 30, List.of("avx2"), 0)).contains("memory"));
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
        "0.1 GiB in " + folder,
        findings(machine(16L << 30, List.of("avx2"), 0)).stream()
            .filter(finding -> finding.subject().equals("caches"))
            .findFirst()
            .orElseThrow()
            .value());
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
            .anyMatch(finding -> finding.mend().orElse("").contains("set XDG_CACHE_HOME")),
        findings::toString);
  }

  private List<String> troubled(Environment environment) throws IOException {
    return findings(environment).stream()
        .filter(finding -> finding.mend().isPresent())
        .map(Finding::subject)
        .toList();
  }

  private List<Finding> findings(Environment environment) throws IOException {
    return MachineCheckup.of(environment, folder, folder.resolve("runs"));
  }

  private static Environment machine(long memory, List<String> flags, double load) {
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
        flags,
        "",
        "",
        load,
        Map.of());
  }
}
