package io.convbench.foundation.file;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class WholeFolderTest {

  @TempDir private Path folder;

  @Test
  void clearsWhatAKilledProcessHadBegun() throws IOException {
    Path left = Files.createDirectory(folder.resolve(".part-0-123"));
    Files.createFile(left.resolve(".owner"));
    Files.writeString(left.resolve("index.html"), "half");

    WholeFolder.write(folder, Map.of("index.html", bytes("whole"), "sub/a.svg", bytes("a")));

    assertEquals(List.of("index.html", "sub"), names());
    assertEquals("whole", Files.readString(folder.resolve("index.html")));
  }

  @Test
  void keepsFilesOfOtherNames() throws IOException {
    Files.writeString(folder.resolve("notes.txt"), "mine");

    WholeFolder.write(folder, Map.of("index.html", bytes("whole")));

    assertEquals(List.of("index.html", "notes.txt"), names());
  }

  @Test
  void leavesAllAsItWasWhenTheDiskIsFull() throws IOException {
    FullDisk.assumeThere();
    Files.writeString(folder.resolve("a.txt"), "old");
    Map<String, byte[]> files = new LinkedHashMap<>();
    files.put("a.txt", bytes("new"));
    files.put(FullDisk.PATH.toString(), bytes("too much"));

    IOException refusal = assertThrows(IOException.class, () -> WholeFolder.write(folder, files));

    assertEquals("No space left on device", refusal.getMessage());
    assertEquals("old", Files.readString(folder.resolve("a.txt")));
    assertEquals(List.of("a.txt"), names());
  }

  private List<String> names() throws IOException {
    try (Stream<Path> files = Files.list(folder)) {
      return files.map(file -> file.getFileName().toString()).sorted().toList();
    }
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }
}
