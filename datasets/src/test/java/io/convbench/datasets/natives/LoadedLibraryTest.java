package io.convbench.datasets.natives;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.file.Path;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;

/** What a library that this process has loaded says. */
class LoadedLibraryTest {

  @Test
  @EnabledOnOs(OS.LINUX)
  void asksAFunction() throws Exception {
    Path libc = Path.of("libc.so.6");

    assertEquals(OptionalLong.of(ProcessHandle.current().pid()), LoadedLibrary.ask(libc, "getpid"));
    assertEquals(OptionalLong.empty(), LoadedLibrary.ask(libc, "no_such_function"));
  }
}
