package io.convbench.harness.process;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class NativeHashesTest {

  /** FIPS 180-2, appendix B.1, and of the empty file. */
  private static final String ABC =
      "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad";

  private static final String EMPTY =
      "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855";

  @TempDir private Path folder;
  private Path natives;
  private Path library;
  private Path elsewhere;

  @BeforeEach
  void writeLibraries() throws IOException {
    natives = folder.resolve("natives");
    library = natives.resolve("pytorch/2.7.1/libtorch.so");
    elsewhere = folder.resolve("ada/libomp.so");
    Files.createDirectories(library.getParent());
    Files.createDirectories(elsewhere.getParent());
    Files.writeString(library, "abc");
    Files.writeString(elsewhere, "");
  }

  @Test
  void namesLibrariesWithoutFoldersThatMayNameAUser() {
    assertEquals(
        Map.of("pytorch/2.7.1/libtorch.so", ABC, "libomp.so", EMPTY), hashes(Optional.of(natives)));
    assertEquals(Map.of("libtorch.so", ABC, "libomp.so", EMPTY), hashes(Optional.empty()));
  }

  /** Shown by a kept hash that is none. */
  @Test
  void hashesAgainOnlyWhatHasChanged() throws IOException {
    hashes(Optional.of(natives));
    Path kept = natives.resolve("hashes.json");
    Files.writeString(kept, Files.readString(kept).replace(ABC, "kept"));
    assertEquals("kept", hashes(Optional.of(natives)).get("pytorch/2.7.1/libtorch.so"));

    Files.setLastModifiedTime(library, FileTime.fromMillis(1));

    assertEquals(ABC, hashes(Optional.of(natives)).get("pytorch/2.7.1/libtorch.so"));
  }

  @Test
  void hashesAgainWhatADamagedFileKept() throws IOException {
    Files.writeString(natives.resolve("hashes.json"), "[{");

    assertEquals(ABC, hashes(Optional.of(natives)).get("pytorch/2.7.1/libtorch.so"));
    assertTrue(Files.readString(natives.resolve("hashes.json")).contains(ABC));
  }

  @Test
  void saysWhatCannotBeReadAndGoesOn() throws IOException {
    Files.delete(elsewhere);

    assertEquals("cannot be read", hashes(Optional.of(natives)).get("libomp.so"));
    assertFalse(Files.readString(natives.resolve("hashes.json")).contains("libomp"));
  }

  private Map<String, String> hashes(Optional<Path> natives) {
    return new NativeHashes(natives).of(List.of(library, elsewhere));
  }
}
