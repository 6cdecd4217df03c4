package io.convbench.harness.machine;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.convbench.results.Platform;
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

class PlatformProbeTest {

  /** Recorded on Debian 12, shortened. */
  private static final String MAPS =
      """
      7f39fa200000-7f39fa228000 r--p 00000000 fe:00 316526   /usr/lib/locale/C.utf8/LC_CTYPE
      7f39fb5be000-7f39fb5e4000 r--p 00000000 fe:00 1843     /usr/lib/x86_64-linux-gnu/libc.so.6
      7f39fb5e4000-7f39fb739000 r-xp 00026000 fe:00 1843     /usr/lib/x86_64-linux-gnu/libc.so.6
      7f39fb7a1000-7f39fb7a3000 rw-p 00000000 00:00 0
      7f39fb7a3000-7f39fb7a4000 r--p 00000000 fe:00 77       /opt/my tools/libtcmalloc.so.4.5.9
      7f39fb7a4000-7f39fb7a5000 r--p 00000000 fe:00 78       /tmp/jna123.so (deleted)
      7ffd1f5f1000-7ffd1f612000 rw-p 00000000 00:00 0        [stack]
      """;

  @TempDir private Path root;
  private RecordedSystem system;

  @BeforeEach
  void recordTheSystem() throws IOException {
    system =
        new RecordedSystem(root)
            .with("proc/sys/kernel/osrelease", "6.1.0-18-amd64\n")
            .with("proc/self/maps", MAPS)
            .with(
                "usr/lib/x86_64-linux-gnu/libc.so.6",
                "\u0000\u00ffGNU C Library (Debian GLIBC 2.36-9+deb12u10) stable release version"
                    + " 2.36.\nCopyright")
            .with(
                "proc/cpuinfo",
                """
                processor\t: 0
                microcode\t: 0x1000065

                processor\t: 1
                microcode\t: 0x1000065
                """)
            .with("proc/self/cgroup", "0::/\n")
            .with("proc/self/status", "Name:\tjava\nCpus_allowed_list:\t0-3,8\n")
            .with("sys/devices/system/node/node0/cpulist", "0-7\n")
            .with("sys/devices/system/node/node1/cpulist", "8-15\n")
            .with("sys/devices/system/node/has_cpu", "0-1\n");
  }

  @Test
  void readsWhatLinuxTells() {
    Platform platform =
        PlatformProbe.below(
            root,
            Map.of("OMP_NUM_THREADS", "4", "HOME", "/home/ada", "TF_CONFIG", "{}"),
            List.of("-XX:+UseSerialGC"),
            "0123");

    assertEquals(
        new Platform(
            "6.1.0-18-amd64",
            "glibc 2.36 (Debian GLIBC 2.36-9+deb12u10)",
            "0x1000065",
            "",
            Map.of("node0", "0-7", "node1", "8-15"),
            "0-3,8",
            List.of("-XX:+UseSerialGC"),
            Map.of("OMP_NUM_THREADS", "4"),
            1,
            "0123",
            Map.of()),
        platform);
  }

  @Test
  void leavesEmptyWhatASystemDoesNotTell() {
    assertEquals(
        Platform.UNKNOWN, PlatformProbe.below(root.resolve("nowhere"), Map.of(), List.of(), ""));
  }

  @Test
  void namesMuslAndProcessorsOfDifferentMicrocode() throws IOException {
    system
        .with(
            "proc/self/maps",
            "7f39fb5be000-7f39fb5e4000 r--p 00000000 fe:00 1843  /lib/ld-musl-x86_64.so.1\n")
        .with("proc/cpuinfo", "microcode\t: 0x2b\nmicrocode\t: 0x1a\n");

    assertEquals("musl", probe(Map.of()).cLibrary());
    assertEquals("0x1a, 0x2b", probe(Map.of()).microcode());
  }

  @ParameterizedTest
  @CsvSource({
    ".dockerenv,'',docker",
    "run/.containerenv,engine=podman,podman",
    "run/systemd/container,lxc,lxc",
    "run/systemd/container,../etc,''",
    "proc/self/cgroup,0::/kubepods.slice/pod1,kubepods",
    "proc/self/cgroup,4:memory:/docker/6f1c,docker"
  })
  void namesTheKindOfContainerByWhatItLeaves(String file, String content, String kind)
      throws IOException {
    system.with(file, content);

    assertEquals(kind, probe(Map.of()).container());
  }

  @Test
  void namesContainersThatTellByVariablesAlone() {
    assertEquals("kubernetes", probe(Map.of("KUBERNETES_SERVICE_HOST", "10.0.0.1")).container());
    assertEquals("apptainer", probe(Map.of("APPTAINER_CONTAINER", "/home/a.sif")).container());
  }

  @Test
  void joinsGovernorsThatDiffer() throws IOException {
    assertEquals("", PlatformProbe.governor(root));
    system
        .with("sys/devices/system/cpu/cpu0/cpufreq/scaling_governor", "performance\n")
        .with("sys/devices/system/cpu/cpu10/cpufreq/scaling_governor", "powersave\n")
        .with("sys/devices/system/cpu/cpu11/cpufreq/scaling_governor", "powersave\n");

    assertEquals("performance, powersave", PlatformProbe.governor(root));
  }

  @Test
  void listsLoadedLibrariesThatAreStillOnTheDisk() {
    assertEquals(
        List.of(
            Path.of("/usr/lib/x86_64-linux-gnu/libc.so.6"),
            Path.of("/opt/my tools/libtcmalloc.so.4.5.9")),
        LoadedLibraries.below(root));
  }

  /** What this system tells is the same by another way. */
  @Test
  void agreesWithTheSystemThatRunsThisTest() throws IOException {
    Path release = Path.of("/proc/sys/kernel/osrelease");
    if (Files.exists(release)) {
      assertEquals(
          System.getProperty("os.version"), PlatformProbe.probe(Map.of(), List.of(), "").kernel());
    }
  }

  private Platform probe(Map<String, String> environment) {
    return PlatformProbe.below(root, environment, List.of(), "");
  }
}
