package io.convbench.harness.transfer;

import io.convbench.foundation.fuzz.Fuzz;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Features lie in a cache for months; kills and full disks leave halves. */
class FeatureFileFuzzTest {

  @TempDir private Path folder;

  @Test
  void records() throws Exception {
    Path file = folder.resolve("valid");
    try (FeatureFile features = FeatureFile.open(folder, "Net", "key", 3)) {
      features.add("ab".repeat(32), new float[] {1, 2, 3});
      features.add("cd".repeat(32), new float[] {4, 5, 6});
    }
    Fuzz.of("features", Files.readAllBytes(features())).read(file, input -> read(file));
  }

  private static void read(Path file) throws IOException {
    FeatureFile.read(file, 3);
  }

  private Path features() throws IOException {
    try (var files = Files.list(folder)) {
      return files.filter(one -> one.toString().endsWith(".features")).findFirst().orElseThrow();
    }
  }
}
