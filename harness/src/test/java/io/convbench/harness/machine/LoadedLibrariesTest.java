package io.convbench.harness.machine;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** What this process has loaded. */
class LoadedLibrariesTest {

  /** Lines of proc(5), recorded. */
  private static final String MAPS =
      """
      55d0c8a3e000-55d0c8a3f000 r--p 00000000 fe:00 2100 /usr/bin/java
      7f7b3c000000-7f7b3c021000 rw-p 00000000 00:00 0
      7f7b50000000-7f7b68000000 r-xp 01000000 fe:00 77 /opt/my torch/lib/libtorch_cpu.so
      """;

  @TempDir private Path root;

  @Test
  void findsALibraryByItsName() throws IOException {
    new RecordedSystem(root).with("proc/self/maps", MAPS);

    assertEquals(
        Optional.of(Path.of("/opt/my torch/lib/libtorch_cpu.so")),
        LoadedLibraries.named("libtorch_cpu.so", root));
    assertEquals(Optional.empty(), LoadedLibraries.named("torch_cpu.so", root));
  }

  @Test
  void findsNoneWhereTheSystemDoesNotTell() {
    assertEquals(Optional.empty(), LoadedLibraries.named("libtorch_cpu.so", root));
  }

  @Test
  @EnabledOnOs(OS.LINUX)
  void findsTheLibrariesOfThisProcess() {
    assertTrue(Files.exists(LoadedLibraries.named("libjvm.so").orElseThrow()));
  }
}
