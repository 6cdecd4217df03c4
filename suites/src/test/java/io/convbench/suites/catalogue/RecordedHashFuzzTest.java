package io.convbench.suites.catalogue;

import io.convbench.foundation.fuzz.Fuzz;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RecordedHashFuzzTest {

  @TempDir private Path folder;

  @Test
  void record() throws Exception {
    Path weights = folder.resolve("file.h5");
    String sha256 = "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad";
    Fuzz.ofTexts(
            "recorded hash",
            "# 3 bytes\n%s  file.h5\n".formatted(sha256),
            "%s *file.h5\n".formatted(sha256))
        .read(
            RecordedHash.beside(weights),
            input -> {
              RecordedHash.of(weights);
              RecordedHash.bytesOf(weights);
            });
  }
}
