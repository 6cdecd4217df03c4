package io.convbench.datasets.natives;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.convbench.foundation.fuzz.Fuzz;
import io.convbench.foundation.input.InvalidInputException;
import io.convbench.foundation.library.FakeLibrary;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Libraries are the user's, and may be truncated, packed or of something else. */
class SharedLibraryFuzzTest {

  @TempDir private Path folder;
  private Path file;

  @BeforeEach
  void nameTheFile() {
    file = folder.resolve("lib.so");
  }

  @Test
  void readsVersions() throws Exception {
    library();

    SharedLibrary read = SharedLibrary.read(file);

    assertEquals("x86_64", read.machine());
    assertEquals(Set.of("lib.so", "VERS_1"), read.providedVersions());
    assertEquals(Set.of("GLIBC_2.17"), read.neededVersions());
  }

  /** Two thousand million times the first one. */
  @Test
  void refusesDefinitionsThatFollowThemselves() throws Exception {
    byte[] endless = library();
    // At the end are two definitions of 28 bytes, each with a step to the next, and a need of 32.
    ByteBuffer.wrap(endless).putInt(endless.length - 32 - 2 * 28 + 16, 0);
    Files.write(file, endless);

    assertEquals(
        "cannot read the library %s (its table of versions is damaged)".formatted(file),
        assertThrows(InvalidInputException.class, () -> SharedLibrary.read(file)).getMessage());
  }

  @Test
  void libraryFile() throws Exception {
    Fuzz.of("shared library", library()).read(file, input -> SharedLibrary.read(file));
  }

  @Test
  void mounts() throws Exception {
    Fuzz.ofTexts(
            "/proc/mounts",
            """
            22 1 8:1 / / rw,relatime shared:1 - ext4 /dev/sda1 rw
            36 22 0:31 / /tmp rw,nosuid,noexec - tmpfs tmpfs rw
            38 22 0:33 / /a\\040b rw,noexec - tmpfs tmpfs rw
            """)
        .read(
            input ->
                NoExec.isMountedAt(
                    Path.of("/tmp/x"), new String(input, StandardCharsets.UTF_8).lines().toList()));
  }

  private byte[] library() throws IOException {
    return Files.readAllBytes(
        FakeLibrary.write(
            file, FakeLibrary.X86_64, List.of("lib.so", "VERS_1"), List.of("GLIBC_2.17")));
  }
}
