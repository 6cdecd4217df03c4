package io.convbench.foundation.file;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
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
  void writesOverWhatAKillLeft() throws IOException {
    Path file = folder.resolve("b.txt");
    Files.writeString(folder.resolve(".b.txt.part"), "half of something long");
    WholeFile.write(file, "new");
    assertEquals("new", Files.readString(file));
    assertEquals(List.of(file), content());
  }

  @Test
  void leavesTheOldFileWhenTheDiskIsFull() throws IOException {
    FullDisk.assumeThere();
    Path file = folder.resolve("b.txt");
    Files.writeString(file, "old");
    Files.createSymbolicLink(folder.resolve(".b.txt.part"), FullDisk.PATH);
    assertRefused(file, "cannot write %s (No space left on device)");
    assertEquals("old", Files.readString(file));
    assertEquals(List.of(file), content());
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
