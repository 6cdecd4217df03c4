package io.convbench.harness.transfer;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FeatureFileTest {

  private static final String FIRST = "ab".repeat(32);
  private static final String SECOND = "cd".repeat(32);

  @TempDir private Path folder;

  @Test
  void knowsWhatWasExtractedBefore() throws IOException {
    add("key", FIRST, 1);
    add("key", SECOND, 2);

    try (FeatureFile file = open("key")) {
      assertArrayEquals(new float[] {1, 0.5f, -3}, file.of(FIRST).orElseThrow());
      assertArrayEquals(new float[] {2, 0.5f, -3}, file.of(SECOND).orElseThrow());
      assertEquals(Optional.empty(), file.of("ef".repeat(32)));
    }
  }

  @Test
  void keepsFeaturesOfOtherKeysApart() throws IOException {
    add("key", FIRST, 1);

    try (FeatureFile file = open("other weights")) {
      assertEquals(Optional.empty(), file.of(FIRST));
    }
  }

  @Test
  void goesOnBehindWhatAKillLeft() throws IOException {
    add("key", FIRST, 1);
    add("key", SECOND, 2);
    byte[] whole = Files.readAllBytes(onlyFile());
    Files.write(onlyFile(), Arrays.copyOf(whole, whole.length - 5));

    try (FeatureFile file = open("key")) {
      assertEquals(Optional.empty(), file.of(SECOND));
    }
    add("key", SECOND, 2);

    assertArrayEquals(whole, Files.readAllBytes(onlyFile()));
  }

  @Test
  void takesADamagedRecordAsMissing() throws IOException {
    add("key", FIRST, 1);
    add("key", SECOND, 2);
    byte[] damaged = Files.readAllBytes(onlyFile());
    damaged[40] ^= 1;
    Files.write(onlyFile(), damaged);

    try (FeatureFile file = open("key")) {
      assertEquals(Optional.empty(), file.of(FIRST));
      assertNotEquals(Optional.empty(), file.of(SECOND));
    }
  }

  private void add(String key, String image, float first) throws IOException {
    try (FeatureFile file = open(key)) {
      file.add(image, new float[] {first, 0.5f, -3});
    }
  }

  private FeatureFile open(String key) throws IOException {
    return FeatureFile.open(folder, "Net@layer", key, 3);
  }

  private Path onlyFile() throws IOException {
    try (Stream<Path> files = Files.list(folder)) {
      List<Path> features = files.filter(file -> file.toString().endsWith(".features")).toList();
      assertEquals(1, features.size());
      return features.get(0);
    }
  }
}
