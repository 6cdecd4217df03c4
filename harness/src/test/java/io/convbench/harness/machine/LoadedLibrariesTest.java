package io.convbench.harness.machine;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

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
    List<Path> libraries = LoadedLibraries.below(root);

    assertEquals(
        Optional.of(Path.of("/opt/my torch/lib/libtorch_cpu.so")),
        LoadedLibraries.named("libtorch_cpu.so", libraries));
    assertEquals(Optional.empty(), LoadedLibraries.named("torch_cpu.so", libraries));
  }

  @Test
  @EnabledOnOs(OS.LINUX)
  void findsTheCLibraryOfThisProcess() {
    assertEquals(
        Optional.of(Path.of("libc.so.6")),
        LoadedLibraries.named("libc.so.6").filter(Files::isRegularFile).map(Path::getFileName));
  }
}
