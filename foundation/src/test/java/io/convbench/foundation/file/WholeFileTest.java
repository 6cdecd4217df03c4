package io.convbench.foundation.file;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class WholeFileTest {

  @TempDir private Path folder;

  @Test
  void replacesTheOldFileAndMakesFolders() throws IOException {
    Path file = folder.resolve("a").resolve("b.txt");
    WholeFile.write(file, "a longer text");
    WholeFile.write(file, "猫");
    assertEquals("猫", Files.readString(file));
  }

  @Test
  void severalMayWriteItAtOnce() throws Exception {
    Path file = folder.resolve("b.txt");
    List<String> contents = Stream.of("a", "b", "c", "d").map(text -> text.repeat(50_000)).toList();
    ExecutorService threads = Executors.newFixedThreadPool(contents.size());
    List<Future<?>> writers = new ArrayList<>();
    for (String content : contents) {
      writers.add(
          threads.submit(
              () -> {
                for (int i = 0; i < 20; i++) {
                  WholeFile.write(file, content);
                  assertTrue(contents.contains(Files.readString(file)));
                }
                return null;
              }));
    }
    for (Future<?> writer : writers) {
      writer.get();
    }
    threads.shutdown();
    assertEquals(List.of(file), content());
  }

  @Test
  void leavesTheOldOneWhenItCannotBeReplaced() throws IOException {
    Path full = Files.createDirectories(folder.resolve("full").resolve("inner")).getParent();
    assertThrows(IOException.class, () -> WholeFile.write(full, "new"));
    assertEquals(List.of(full), content());
  }

  @Test
  void saysWhatStandsInTheWay() throws IOException {
    Path file = Files.writeString(folder.resolve("file"), "").resolve("b.txt");
    assertRefused(file, "cannot write %s (file already exists)");
    Path full = Files.createDirectories(folder.resolve("folder").resolve("inner")).getParent();
    String refusal =
        assertThrows(IOException.class, () -> WholeFile.write(full, "new")).getMessage();
    assertEquals(1, refusal.lines().count(), refusal);
  }

  private static void assertRefused(Path file, String message) {
    IOException refusal = assertThrows(IOException.class, () -> WholeFile.write(file, "new"));
    assertEquals(message.formatted(file), refusal.getMessage());
  }

  private List<Path> content() throws IOException {
    try (Stream<Path> files = Files.list(folder)) {
      return files.toList();
    }
  }
}
