package io.convbench.harness.packaging;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.file.Path;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

class SystemLibrariesTest {

  /** As ldd of Debian 12 says it of files of its OpenJDK 17, with a library that was taken away. */
  private static final String SAID =
      """
      /tmp/r/bin/java:
      \tlinux-vdso.so.1 (0x00007ffc8d9f5000)
      \tlibstdc++.so.6 => /lib/x86_64-linux-gnu/libstdc++.so.6 (0x00007f2d11a00000)
      \tlibz.so.1 => /lib/x86_64-linux-gnu/libz.so.1 (0x00007f2d11ced000)
      \tlibjli.so => /tmp/r/bin/../lib/libjli.so (0x00007f2d11cd9000)
      \tlibc.so.6 => /lib/x86_64-linux-gnu/libc.so.6 (0x00007f2d1181f000)
      \t/lib64/ld-linux-x86-64.so.2 (0x00007f2d11d1e000)
      /tmp/r/lib/libfontmanager.so:
      \tlibharfbuzz.so.0 => not found
      \tlibjvm.so => lib/server/libjvm.so (0x00007f2d10400000)
      \tlibm.so.6 => /lib/x86_64-linux-gnu/libm.so.6 (0x00007f2d11740000)
      \tlibz.so.1 => /lib/x86_64-linux-gnu/libz.so.1 (0x00007f2d11ced000)
      """;

  @Test
  void areThoseThatNeitherGlibcNorJavaBrings() {
    SystemLibraries libraries = SystemLibraries.of(SAID, Path.of("/tmp/r"));

    assertEquals(
        Map.of(
            "libstdc++.so.6", Path.of("/lib/x86_64-linux-gnu/libstdc++.so.6"),
            "libz.so.1", Path.of("/lib/x86_64-linux-gnu/libz.so.1")),
        libraries.found());
    assertEquals(Set.of("libharfbuzz.so.0"), libraries.missing());
  }
}
