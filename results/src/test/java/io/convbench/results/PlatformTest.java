package io.convbench.results;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class PlatformTest {

  static final Platform PLATFORM =
      platform("6.1.0-18-amd64", "0x1000065", "1", Map.of("OMP_NUM_THREADS", "2"));

  @Test
  void namesWhatDiffers() {
    Platform other =
        new Platform(
            "6.1.0-20-amd64",
            "glibc 2.39 (Ubuntu GLIBC 2.39-0ubuntu8)",
            "0x1000070",
            "",
            Map.of("node0", "0", "node1", "1"),
            "0",
            List.of("-XX:+UseSerialGC", "-Xint"),
            Map.of("DNNL_MAX_CPU_ISA", "AVX2"),
            0,
            "",
            Map.of());

    assertEquals(
        List.of(
            "kernel 6.1.0-20-amd64, not 6.1.0-18-amd64",
            "C library glibc 2.39 (Ubuntu GLIBC 2.39-0ubuntu8),"
                + " not glibc 2.36 (Debian GLIBC 2.36-9+deb12u10)",
            "microcode 0x1000070, not 0x1000065",
            "container none, not docker",
            "NUMA nodes node0=0 node1=1, not node0=0-1",
            "JVM flags -XX:+UseSerialGC -Xint, not -XX:+UseSerialGC",
            "DNNL_MAX_CPU_ISA AVX2, not unset",
            "OMP_NUM_THREADS unset, not 2"),
        other.differences(PLATFORM));
  }

  @Test
  void differsFromNothingWhereEitherIsUnknown() {
    assertEquals(List.of(), PLATFORM.differences(Platform.UNKNOWN));
    assertEquals(List.of(), Platform.UNKNOWN.differences(PLATFORM));
    assertEquals(List.of(), PLATFORM.differences(PLATFORM));
  }

  /** A scheduler gives a job as many processors as before, but others. */
  @Test
  void isTheSameOnOtherProcessorsOfTheMachine() {
    Platform moved = platform("6.1.0-18-amd64", "0x1000065", "0", PLATFORM.variables());

    assertEquals(List.of(), moved.differences(PLATFORM));
  }

  @Test
  void comparesTheLibrariesThatBothHadLoaded() {
    Platform before =
        PLATFORM
            .withNativeLibraries("pytorch", Map.of("libtorch_cpu.so", "aa", "libold.so", "bb"))
            .withNativeLibraries("onnxruntime", Map.of("libonnxruntime.so", "cc"));
    Platform now =
        PLATFORM.withNativeLibraries("pytorch", Map.of("libtorch_cpu.so", "ab", "libnew.so", "dd"));

    assertEquals(List.of("libtorch_cpu.so ab, not aa"), now.differences(before));
    assertEquals(List.of(), PLATFORM.differences(before), "no engine has been asked yet");
  }

  @Test
  void keepsBothHashesOfALibraryThatChangedDuringTheRun() {
    Platform changed =
        PLATFORM
            .withNativeLibraries("pytorch", Map.of("libtorch_cpu.so", "aa"))
            .withNativeLibraries("pytorch", Map.of("libtorch_cpu.so", "ab"))
            .withNativeLibraries("pytorch", Map.of("libtorch_cpu.so", "ab"));

    assertEquals(
        Map.of("pytorch", Map.of("libtorch_cpu.so", "aa, then ab")), changed.nativeLibraries());
  }

  private static Platform platform(
      String kernel, String microcode, String cpus, Map<String, String> variables) {
    return new Platform(
        kernel,
        "glibc 2.36 (Debian GLIBC 2.36-9+deb12u10)",
        microcode,
        "docker",
        Map.of("node0", "0-1"),
        cpus,
        List.of("-XX:+UseSerialGC"),
        variables,
        1,
        "0123",
        Map.of());
  }
}
