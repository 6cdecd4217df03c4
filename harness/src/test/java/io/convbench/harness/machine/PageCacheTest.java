package io.convbench.harness.machine;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PageCacheTest {

  private static final int BYTES = 3 << 20;

  @TempDir private Path folder;

  /** A file and, as a SavedModel is one, a folder with files below it. */
  @Test
  void takesFilesOutOfTheCacheOrSaysWhyNotAndReadsThemIn() throws IOException {
    Path file = Files.write(folder.resolve("model.onnx"), new byte[BYTES]);
    Path variables = Files.createDirectories(folder.resolve("model/variables"));
    Files.write(variables.resolve("variables.data"), new byte[BYTES + 1]);
    Files.createFile(variables.resolve("empty"));

    for (Path model : new Path[] {file, folder.resolve("model")}) {
      PageCache.fill(model);
      assertEquals(1, PageCache.residentFraction(model), "it was just read");
      Optional<String> kept = PageCache.drop(model);
      if (kept.isEmpty()) {
        assertTrue(PageCache.residentFraction(model) <= 0.01, "it is gone");
      } else {
        assertTrue(kept.get().endsWith("as where it is on tmpfs"), kept.get());
        assertTrue(PageCache.residentFraction(model) > 0.01, "it is still there");
      }
      PageCache.fill(model);
      assertEquals(1, PageCache.residentFraction(model), "it is there again");
    }
  }

  @Test
  void saysThatItCannotDropWhatIsNotThere() {
    assertEquals(
        Optional.of("the model file cannot be taken out of Linux's cache (no such file or folder)"),
        PageCache.drop(folder.resolve("none")));
  }
}
