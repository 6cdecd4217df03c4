package io.convbench.foundation.file;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;

/** Writes a file so that a reader, or a crash, sees the old one or the new one, never a half. */
public final class WholeFile {

  private WholeFile() {}

  /**
   * Writes beside the file, forces it to the disk and renames it into place; folders that lead to
   * it are made.
   *
   * @throws IOException when that fails, naming the file; an old one is then left as it was
   */
  public static void write(Path file, String content) throws IOException {
    try {
      Path folder = Files.createDirectories(file.toAbsolutePath().getParent());
      Path part = folder.resolve("." + file.getFileName() + ".part");
      try {
        writeAndForce(part, content);
        place(part, file);
      } finally {
        Files.deleteIfExists(part);
      }
      forceEntry(folder);
    } catch (IOException e) {
      throw new IOException("cannot write %s (%s)".formatted(file, FailureReason.of(e)), e);
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

  private static void writeAndForce(Path file, String content) throws IOException {
    try (FileChannel channel =
        FileChannel.open(
            file,
            StandardOpenOption.CREATE,
            StandardOpenOption.TRUNCATE_EXISTING,
            StandardOpenOption.WRITE)) {
      ByteBuffer bytes = ByteBuffer.wrap(content.getBytes(StandardCharsets.UTF_8));
      while (bytes.hasRemaining()) {
        channel.write(bytes);
      }
      channel.force(true);
    }
  }

  /** Forces the renamed entry; Windows opens no folders and needs no such step. */
  private static void forceEntry(Path folder) throws IOException {
    if (folder.getFileSystem().supportedFileAttributeViews().contains("posix")) {
      try (FileChannel channel = FileChannel.open(folder, StandardOpenOption.READ)) {
        channel.force(true);
      }
    }
  }
}
