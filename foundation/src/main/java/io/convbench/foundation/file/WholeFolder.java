package io.convbench.foundation.file;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;

/** Writes files into a folder so that a full disk or a crash leaves none of them half-written. */
public final class WholeFolder {

  private static final String PART = ".part-";

  private WholeFolder() {}

  /**
   * Writes all files into a folder beside it, then moves each into place, in their order. Files of
   * other names that are in the folder stay, but for what a killed process had begun.
   *
   * @param files content by path relative to the folder, with {@code /}
   * @throws IOException when that fails; then the folder is as it was, or, when only a move failed,
   *     holds whole files
   */
  public static void write(Path folder, Map<String, byte[]> files) throws IOException {
    Path target = folder.toAbsolutePath().normalize();
    Files.createDirectories(target);
    OwnedFolder.clearAbandoned(target, PART, abandoned -> {});
    // Inside, because moving is atomic only within a file system.
    try (OwnedFolder part = OwnedFolder.create(target, PART)) {
      for (Map.Entry<String, byte[]> file : files.entrySet()) {
        Path path = part.path().resolve(file.getKey());
        Files.createDirectories(path.getParent());
        Files.write(path, file.getValue());
      }
      for (String name : files.keySet()) {
        Files.createDirectories(target.resolve(name).getParent());
        WholeFile.place(part.path().resolve(name), target.resolve(name));
      }
    }
  }
}
