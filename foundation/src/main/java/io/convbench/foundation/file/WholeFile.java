package io.convbench.foundation.file;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Map;

/** Writes a file so that a reader, or a crash, sees the old one or the new one, never a half. */
public final class WholeFile {

  private WholeFile() {}

  /**
   * Writes to a place of its own beside the file, forces it to the disk and renames it into place;
   * folders that lead to it are made. Of several that write it at once, one's content stays.
   *
   * @throws IOException when that fails, naming the file; an old one is then left as it was
   */
  public static void write(Path file, String content) throws IOException {
    try {
      WholeFolder.write(
          file.toAbsolutePath().getParent(),
          Map.of(file.getFileName().toString(), content.getBytes(StandardCharsets.UTF_8)));
    } catch (IOException e) {
      String reason = FailureReason.of(e);
      throw new IOException(
          "cannot write %s (%s)%s".formatted(file, reason, DiskSpace.advice(reason)), e);
    }
  }

  /**
   * Gives a finished file or folder its name in one step. A file of that name is replaced; a folder
   * only when it is empty. Nothing is forced to the disk.
   *
   * @param part what has been written, on the same file system
   * @throws IOException when that fails; both are then as they were
   */
  public static void place(Path part, Path target) throws IOException {
    Files.move(part, target, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
  }
}
