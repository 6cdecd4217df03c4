package io.convbench.harness.engine;

import io.convbench.foundation.fuzz.Fuzz;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Folders of libraries are the user's. */
class LibrariesFuzzTest {

  @TempDir private Path folder;

  @Test
  void version() throws Exception {
    TorchLibraries libraries = new TorchLibraries(Files.createDirectory(folder.resolve("lib")));
    Fuzz.ofTexts("build-version of PyTorch", "2.13.0+cu130\n", "2.7.1\n")
        .read(
            folder.resolve("build-version"),
            input -> libraries.statedVersion().ifPresent(TorchLibraries::release));
    Fuzz.ofTexts("version.py of PyTorch", "__version__ = '2.13.0+cpu'\ncuda = None\n")
        .read(
            folder.resolve("version.py"),
            input -> libraries.statedVersion().ifPresent(TorchLibraries::release));
  }
}
