package io.convbench.harness.machine;

import io.convbench.foundation.fuzz.Fuzz;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Kernels, sandboxes and containers differ in what {@code /proc} and {@code /sys} show. */
class MachineFilesFuzzTest {

  @TempDir private Path root;

  @Test
  void membership() throws Exception {
    fuzz("proc/self/cgroup");
  }

  @Test
  void mounts() throws Exception {
    fuzz("proc/self/mountinfo");
  }

  @Test
  void affinity() throws Exception {
    fuzz("proc/self/status");
  }

  @Test
  void quota() throws Exception {
    fuzz("sys/fs/cgroup/user.slice/cpu.max");
  }

  @Test
  void memory() throws Exception {
    fuzz("sys/fs/cgroup/user.slice/bench.slice/memory.high");
  }

  @Test
  void throttling() throws Exception {
    fuzz("sys/fs/cgroup/user.slice/bench.slice/cpu.stat");
  }

  @Test
  void shellLimits() throws Exception {
    RecordedSystem.nestedV2(root)
        .with(
            "proc/self/limits",
            """
            Limit                     Soft Limit           Hard Limit           Units
            Max open files            60                   524288               files
            Max address space         3481600000           unlimited            bytes
            """);
    fuzz("proc/self/limits");
  }

  @Test
  void libraries() throws Exception {
    new RecordedSystem(root)
        .with(
            "proc/self/maps",
            """
            7f00-7f01 r-xp 00000000 fe:00 1 /usr/lib/x86_64-linux-gnu/libc.so.6
            7f01-7f02 rw-p 00000000 00:00 0 [heap]
            """)
        .with(
            "usr/lib/x86_64-linux-gnu/libc.so.6",
            "GNU C Library (Debian GLIBC 2.36-9) stable release version 2.36.");
    fuzz("proc/self/maps");
  }

  @Test
  void processor() throws Exception {
    new RecordedSystem(root).with("proc/cpuinfo", "processor\t: 0\nmicrocode\t: 0x1000065\n");
    fuzz("proc/cpuinfo");
  }

  private void fuzz(String name) throws Exception {
    Path file = root.resolve(name);
    List<byte[]> seeds =
        List.of(
            content(new RecordedSystem(root), name),
            content(RecordedSystem.nestedV1(root), name),
            content(RecordedSystem.dockerV1(root), name),
            content(RecordedSystem.nestedV2(root), name));
    Fuzz.of(name, seeds.stream().filter(seed -> seed.length > 0).distinct().toArray(byte[][]::new))
        .with("max", "unlimited", "cgroup", "cgroup2", "0::/", "/../..")
        // All levels of a path of 4,096 characters, asked several times.
        .allocating(64 << 20, 200)
        .read(
            file,
            input -> {
              LimitsProbe.below(root);
              ResourceLimits.below(root);
              Throttling throttling = new Throttling(ControlGroups.below(root));
              throttling.start();
              throttling.stop();
              throttling.seconds();
              ControlGroups.below(root).outOfMemoryKills();
              PlatformProbe.below(root, Map.of(), List.of(), "");
            });
  }

  private static byte[] content(RecordedSystem system, String name) throws IOException {
    Path file = system.root().resolve(name);
    return Files.exists(file) ? Files.readAllBytes(file) : new byte[0];
  }
}
