package io.convbench.results;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class EnvironmentTest {

  /** Typed by hand. */
  private static final String GOLDEN =
      """
      {
        "time" : "2026-11-23T21:57:39Z",
        "convbench_version" : "0.1.0",
        "commit" : "c7b094f",
        "jvm" : "Eclipse Adoptium OpenJDK 64-Bit Server VM 17.0.15+6",
        "max_heap_bytes" : 4294967296,
        "operating_system" : "GNU/Linux 6.1",
        "cpu_model" : "AMD EPYC",
        "logical_cores" : 2,
        "physical_cores" : 1,
        "memory_bytes" : 16777216000,
        "limits" : {
          "affinity_cores" : 1,
          "quota_cores" : 0.5,
          "memory_bytes" : 419430400
        },
        "cpu_flags" : [ "avx2", "avx512f" ],
        "machine_model" : "KVM",
        "governor" : "",
        "load_average" : 0.17,
        "engines" : {
          "onnxruntime" : "1.23.2",
          "pytorch" : "2.7.1"
        },
        "platform" : {
          "kernel" : "6.1.0-18-amd64",
          "c_library" : "glibc 2.36 (Debian GLIBC 2.36-9+deb12u10)",
          "microcode" : "0x1000065",
          "container" : "docker",
          "numa_nodes" : {
            "node0" : "0-1"
          },
          "allowed_cpus" : "1",
          "jvm_flags" : [ "-XX:+UseSerialGC" ],
          "variables" : {
            "OMP_NUM_THREADS" : "2"
          },
          "unlisted_variables" : 1,
          "sources_sha256" : "0123",
          "native_libraries" : {
            "pytorch" : {
              "libtorch_cpu.so" : "4567"
            }
          }
        },
        "gpus" : [ {
          "device" : "gpu:0",
          "model" : "NVIDIA A100-SXM4-80GB MIG 1g.20gb",
          "uuid" : "GPU-513536b6-7d19-9063-b049-1e69664bb298",
          "mig_uuid" : "MIG-a45882f0-9215-5733-a0c1-49286ab31cb5",
          "driver" : "535.54.03",
          "settings" : {
            "persistence_mode" : "Enabled",
            "power.limit" : "400.00"
          }
        } ],
        "gpu_variables" : {
          "NVIDIA_VISIBLE_DEVICES" : "all"
        }
      }
      """;

  static final Environment ENVIRONMENT =
      environment("2026-11-23T21:57:39Z", 2, 0.17)
          .withEngines(Map.of("pytorch", "2.7.1", "onnxruntime", "1.23.2"))
          .withNativeLibraries("pytorch", Map.of("libtorch_cpu.so", "4567"));

  @TempDir private Path folder;
  private Path file;

  @BeforeEach
  void nameTheFile() {
    file = folder.resolve("environment.json");
  }

  @ParameterizedTest
  @ValueSource(strings = {"en-US", "de-DE", "tr-TR", "ar-EG-u-nu-arab"})
  void writesAndReadsTheGoldenInEveryLocale(String locale) throws Throwable {
    Locales.under(
        locale,
        () -> {
          ENVIRONMENT.write(file);
          assertEquals(GOLDEN, Files.readString(file));
          assertEquals(ENVIRONMENT, Environment.read(file));
        });
  }

  @Test
  void passesOverFieldsOfLaterVersions() throws IOException {
    Files.writeString(file, GOLDEN.replaceFirst("\\{", "{\"bios\":\"x\","));
    assertEquals(ENVIRONMENT, Environment.read(file));
  }

  @Test
  void countsAFileOfAVersionThatDidNotLookForLimitsAsWithoutAny() throws IOException {
    Files.writeString(file, GOLDEN.replaceFirst("(?s)  \"limits\".*?},\n", ""));

    Environment read = Environment.read(file);

    assertEquals(new Limits(2, Limits.NONE, Limits.NONE), read.limits());
    assertEquals(16777216000L, read.usableMemoryBytes());
  }

  @Test
  void countsAFileOfAVersionThatDidNotLookForGpusAsWithoutAny() throws IOException {
    Files.writeString(file, GOLDEN.replaceFirst("(?s),\n  \"gpus\".*\n}", "\n}"));

    Environment read = Environment.read(file);

    assertEquals(List.of(), read.gpus());
    assertEquals(Map.of(), read.gpuVariables());
  }

  @Test
  void countsThePlatformOfAFileOfAnOlderVersionAsUnknown() throws IOException {
    Files.writeString(file, GOLDEN.replaceFirst("(?s),\n  \"platform\".*\\}\n", "\n}\n"));

    Environment read = Environment.read(file);

    assertEquals(Platform.UNKNOWN, read.platform());
    assertEquals(ENVIRONMENT.engines(), read.engines());
    assertEquals(List.of(), ENVIRONMENT.differences(read), "the rest is the same");
  }

  /** Uncommitted changes have one name, whatever they are. */
  @Test
  void tellsSourcesApartThatHaveTheSameCommit() throws IOException {
    Files.writeString(file, GOLDEN.replace("\"0123\"", "\"89ab\""));

    assertEquals(
        List.of("convbench c7b094f built from other sources"),
        ENVIRONMENT.differences(Environment.read(file)));
  }

  @Test
  void tellsGovernorsApartWhereBothAreKnown() throws IOException {
    Files.writeString(file, GOLDEN.replace("\"governor\" : \"\"", "\"governor\" : \"powersave\""));
    Environment powersave = Environment.read(file);
    Files.writeString(
        file, GOLDEN.replace("\"governor\" : \"\"", "\"governor\" : \"performance\""));

    assertEquals(
        List.of("governor performance, not powersave"),
        Environment.read(file).differences(powersave));
    assertEquals(List.of(), ENVIRONMENT.differences(powersave));
  }

  @Test
  void knowsWhatTheRunMayUse() {
    assertEquals(1, ENVIRONMENT.limits().cores());
    assertEquals(419430400, ENVIRONMENT.usableMemoryBytes());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "2, | 2.5,",
        "2, | \"2\",",
        "0.17 | 1e999",
        "0.17 | null",
        "16777216000 | 1e40",
        "16777216000 | -1",
        "1, | 0,",
        "0.5 | 0",
        "\"avx2\" | null",
        "\"1.23.2\" | null",
        "\"400.00\" | null",
        "\"docker\" | null",
        "\"0x1000065\" | null",
        "\"-XX:+UseSerialGC\" | null",
        "\"4567\" | null",
        "\"unlisted_variables\" : 1 | \"unlisted_variables\" : -1",
        "\"governor\" : \"\" | \"governor\" : \"\", \"governor\" : \"x\"",
        "2026-11-23T | 2026-13-23T"
      })
  void rejectsValuesThatNoMachineHas(String value, String other) throws IOException {
    assertTrue(GOLDEN.contains(value), value);
    Files.writeString(file, GOLDEN.replace(value, other));

    assertTrue(
        refusal().startsWith(file + " is not an environment.json of convbench: "), refusal());
    assertEquals(1, refusal().lines().count(), refusal());
  }

  @Test
  void rejectsAFileThatIsNone() throws IOException {
    Files.createDirectory(file);
    assertEquals("cannot read %s (is a folder)".formatted(file), refusal());
    Files.delete(file);
    Files.createSymbolicLink(file, Path.of("/dev/zero"));
    assertEquals(
        "cannot read %s (is a pipe, device or socket, not a plain file)".formatted(file),
        refusal());
  }

  @Test
  void rejectsATimeThatIsNotUtc() {
    assertRejected(
        "time '2026-11-23 21:57' is not ISO 8601 UTC, e.g. 2026-11-23T21:57:39Z",
        "2026-11-23 21:57",
        2,
        0);
  }

  @Test
  void rejectsNegativeCores() {
    assertRejected(
        "heap 4294967296, cores -1 and 1, memory 16777216000: none can be negative",
        "2026-11-23T21:57:39Z",
        -1,
        0);
  }

  @Test
  void rejectsALoadThatIsNoNumber() {
    assertRejected(
        "load average NaN: an unknown one is negative", "2026-11-23T21:57:39Z", 2, Double.NaN);
  }

  @Test
  void isBusyWhenMoreThanHalfOfTheCoresAre() {
    assertTrue(environment("2026-11-23T21:57:39Z", 8, 4.1).busy());
    assertFalse(environment("2026-11-23T21:57:39Z", 8, 4.0).busy());
  }

  @Test
  void rejectsAMissingFile() {
    assertEquals("cannot read %s (no such file or folder)".formatted(file), refusal());
  }

  @Test
  void namesWhatAFileLacks() throws IOException {
    Files.writeString(file, GOLDEN.replace("  \"cpu_model\" : \"AMD EPYC\",\n", ""));
    assertTrue(
        refusal().startsWith(file + " is not an environment.json of convbench: "), refusal());
    assertTrue(refusal().contains("cpu_model"), refusal());
    assertEquals(1, refusal().lines().count(), refusal());
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "{", "[]", "null", "{} {}"})
  void rejectsOtherFiles(String content) throws IOException {
    Files.writeString(file, content);
    assertTrue(
        refusal().startsWith(file + " is not an environment.json of convbench: "), refusal());
    assertEquals(1, refusal().lines().count(), refusal());
  }

  private String refusal() {
    return assertThrows(IOException.class, () -> Environment.read(file)).getMessage();
  }

  private static void assertRejected(String message, String time, int cores, double load) {
    IllegalArgumentException refusal =
        assertThrows(IllegalArgumentException.class, () -> environment(time, cores, load));
    assertEquals(message, refusal.getMessage());
  }

  static Environment environment(String time, int cores, double load) {
    return new Environment(
        time,
        "0.1.0",
        "c7b094f",
        "Eclipse Adoptium OpenJDK 64-Bit Server VM 17.0.15+6",
        4294967296L,
        "GNU/Linux 6.1",
        "AMD EPYC",
        cores,
        1,
        16777216000L,
        new Limits(1, 0.5, 419430400),
        List.of("avx2", "avx512f"),
        "KVM",
        "",
        load,
        Map.of(),
        PlatformTest.PLATFORM,
        List.of(
            new GpuFacts(
                "gpu:0",
                "NVIDIA A100-SXM4-80GB MIG 1g.20gb",
                "GPU-513536b6-7d19-9063-b049-1e69664bb298",
                "MIG-a45882f0-9215-5733-a0c1-49286ab31cb5",
                "535.54.03",
                Map.of("power.limit", "400.00", "persistence_mode", "Enabled"))),
        Map.of("NVIDIA_VISIBLE_DEVICES", "all"));
  }
}
