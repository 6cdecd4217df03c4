package io.convbench.datasets.natives;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.convbench.foundation.fuzz.Fuzz;
import io.convbench.foundation.input.InvalidInputException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Libraries are the user's, and may be truncated, packed or of something else. */
class SharedLibraryFuzzTest {

  /** Where the bytes of {@link #library} have the step from one definition to the next. */
  private static final int STEP = 64 + 32 + 16;

  @TempDir private Path folder;
  private Path file;

  @BeforeEach
  void nameTheFile() {
    file = folder.resolve("lib.so");
  }

  @Test
  void readsVersions() throws Exception {
    SharedLibrary read = SharedLibrary.read(Files.write(file, library()));

    assertEquals("x86_64", read.machine());
    assertEquals(Set.of("lib.so", "VERS_1"), read.providedVersions());
    assertEquals(Set.of("GLIBC_2.17"), read.neededVersions());
  }

  /** Two thousand million times the first one. */
  @Test
  void refusesDefinitionsThatFollowThemselves() throws Exception {
    byte[] endless = library();
    ByteBuffer.wrap(endless).order(ByteOrder.LITTLE_ENDIAN).putInt(STEP, 0);
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

  /** A header, names, two definitions, one need, and four sections (gABI 4.1, LSB 5.0 10.7). */
  private static byte[] library() {
    ByteBuffer elf = ByteBuffer.allocate(64 + 32 + 56 + 32 + 4 * 64).order(ByteOrder.LITTLE_ENDIAN);
    elf.put(new byte[] {0x7f, 'E', 'L', 'F', 2, 1, 1}).putShort(18, (short) 62);
    elf.putLong(40, 184).putShort(60, (short) 4);
    elf.position(64);
    elf.put("\0lib.so\0VERS_1\0GLIBC_2.17\0".getBytes(StandardCharsets.US_ASCII));
    definition(elf, 96, 1, 28);
    definition(elf, 124, 8, 0);
    elf.putShort(152, (short) 1).putShort(154, (short) 1).putInt(160, 16).putInt(164, 0);
    elf.putInt(168 + 8, 15).putInt(168 + 12, 0);
    section(elf, 184 + 64, 3, 64, 32, 0, 0);
    section(elf, 184 + 128, 0x6ffffffd, 96, 56, 1, 2);
    section(elf, 184 + 192, 0x6ffffffe, 152, 32, 1, 1);
    return elf.array();
  }

  private static void definition(ByteBuffer elf, int at, int name, int next) {
    elf.putShort(at, (short) 1).putShort(at + 6, (short) 1).putInt(at + 12, 20);
    elf.putInt(at + 16, next).putInt(at + 20, name);
  }

  private static void section(
      ByteBuffer elf, int at, int type, long place, long size, int link, int info) {
    elf.putInt(at + 4, type).putLong(at + 24, place).putLong(at + 32, size);
    elf.putInt(at + 40, link).putInt(at + 44, info);
  }
}
