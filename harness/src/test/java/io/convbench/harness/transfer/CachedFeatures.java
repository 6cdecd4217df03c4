package io.convbench.harness.transfer;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.stream.Stream;

/** Features that a run left in the cache, for tests that compare them. */
public final class CachedFeatures {

  private final Map<String, float[]> byImage;

  private CachedFeatures(Map<String, float[]> byImage) {
    this.byImage = byImage;
  }

  /** Those of a network of which there is one file. */
  public static CachedFeatures of(Path folder, String network, int features) throws IOException {
    try (Stream<Path> files = Files.list(folder)) {
      Path file =
          files
              .filter(one -> one.getFileName().toString().startsWith(network + "-"))
              .filter(one -> one.getFileName().toString().endsWith(".features"))
              .findFirst()
              .orElseThrow();
      return new CachedFeatures(FeatureFile.read(file, features));
    }
  }

  /** Of one image. */
  public float[] of(String imageSha256) {
    return byImage.get(imageSha256);
  }
}
