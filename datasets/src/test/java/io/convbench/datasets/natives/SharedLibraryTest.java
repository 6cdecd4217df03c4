package io.convbench.datasets.natives;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.convbench.foundation.input.InvalidInputException;
import io.convbench.foundation.library.FakeLibrary;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** What a library's file says of itself. */
class SharedLibraryTest {

  @TempDir private Path folder;

  @Test
  void readsTheVersionsOfSymbols() throws Exception {
    Path file =
        FakeLibrary.write(
            folder.resolve("lib.so"),
            FakeLibrary.X86_64,
            List.of("lib.so.1", "VERS_1.30.0"),
            List.of("VERS_1.29.0", "GLIBC_2.14"));

    SharedLibrary library = SharedLibrary.read(file);

    assertEquals("x86_64", library.machine());
    assertEquals(Set.of("lib.so.1", "VERS_1.30.0"), library.providedVersions());
    assertEquals(Set.of("VERS_1.29.0", "GLIBC_2.14"), library.neededVersions());
  }

  /** HotSpot's, which every machine has that runs this test. */
  @Test
  @EnabledOnOs(OS.LINUX)
  void readsARealLibrary() {
    Path jvm = Path.of(System.getProperty("java.home"), "lib", "server", "libjvm.so");

    SharedLibrary library = SharedLibrary.readForThisMachine(jvm);

    assertTrue(
        library.neededVersions().stream().anyMatch(version -> version.startsWith("GLIBC_2.")),
        library.neededVersions().toString());
  }

  @Test
  void refusesALibraryForAnotherProcessor() throws Exception {
    Path file = FakeLibrary.ofAnotherMachine(folder.resolve("lib.so"));

    String message = refusal(file);

    assertTrue(message.contains(file + " is for "), message);
    assertTrue(message.contains("this machine is "), message);
  }

  @Test
  void refusesWhatIsNoLibrary() throws Exception {
    Path text = Files.writeString(folder.resolve("a.so"), "GROUP ( libc.so.6 )");

    assertEquals(
        text + " is not a shared library for 64-bit Linux (ELF): name another file", refusal(text));
  }

  @Test
  void refusesAFileThatIsNotThere() {
    Path none = folder.resolve("none.so");

    assertEquals(
        "cannot read the library %s (no such file or folder)".formatted(none), refusal(none));
  }

  @Test
  void refusesATruncatedFileInOneLine() throws Exception {
    Path whole =
        FakeLibrary.write(
            folder.resolve("whole.so"),
            FakeLibrary.thisMachine(),
            List.of("VERS_1.30.0"),
            List.of("GLIBC_2.14"));
    byte[] bytes = Files.readAllBytes(whole);
    for (int length = 0; length < bytes.length; length++) {
      Path cut = Files.write(folder.resolve("cut.so"), Arrays.copyOf(bytes, length));

      assertTrue(refusal(cut).contains(cut.toString()));
    }
  }

  private static String refusal(Path file) {
    return assertThrows(InvalidInputException.class, () -> SharedLibrary.readForThisMachine(file))
        .getMessage();
  }
}
