package io.convbench.datasets.natives;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;

/** What this process has loaded, and what that says. */
class LoadedLibraryTest {

  /** Lines of proc(5), recorded. */
  private static final List<String> MAPS =
      List.of(
          "55d0c8a3e000-55d0c8a3f000 r--p 00000000 fe:00 2100 /usr/bin/java",
          "7f7b3c000000-7f7b3c021000 rw-p 00000000 00:00 0 ",
          "7f7b50000000-7f7b68000000 r-xp 01000000 fe:00 77 /opt/my torch/lib/libtorch_cpu.so");

  @Test
  void findsALibraryByItsName() {
    assertEquals(
        Optional.of(Path.of("/opt/my torch/lib/libtorch_cpu.so")),
        LoadedLibrary.named("libtorch_cpu.so", MAPS));
    assertEquals(Optional.empty(), LoadedLibrary.named("torch_cpu.so", MAPS));
  }

  @Test
  @EnabledOnOs(OS.LINUX)
  void asksAFunction() throws Exception {
    Path libc = LoadedLibrary.named("libc.so.6").orElseThrow();

    assertEquals(OptionalLong.of(ProcessHandle.current().pid()), LoadedLibrary.ask(libc, "getpid"));
    assertEquals(OptionalLong.empty(), LoadedLibrary.ask(libc, "no_such_function"));
  }
}
