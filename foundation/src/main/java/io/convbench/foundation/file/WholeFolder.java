package io.convbench.foundation.file;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;

/** Writes files into a folder so that a full disk or a crash leaves none of them half-written. */
public final class WholeFolder {

  private static final String PART = ".part-";

  private WholeFolder() {}

  /**
   * Writes all files into a folder of their own within it and forces them to the disk, then moves
   * each into place, in their order. Files of other names that are in the folder stay, but for what
   * a killed process had begun.
   *
   * @param files content by path relative to the folder, with {@code /}
   * @throws IOException when that fails; then the folder is as it was, or, when only a move failed,
   *     holds whole files
   */
  public static void write(Path folder, Map<String, byte[]> files) throws IOException {
    Path target = folder.toAbsolutePath();
    Files.createDirectories(target);
    OwnedFolder.clearAbandoned(target, PART, abandoned -> {});
    // Inside, because moving is atomic only within a file system.
    try (OwnedFolder part = OwnedFolder.create(target, PART)) {
      for (Map.Entry<String, byte[]> file : files.entrySet()) {
        Path path = part.path().resolve(file.getKey());
        Files.createDirectories(path.getParent());
        writeAndForce(path, file.getValue());
      }
      Set<Path> changed = new HashSet<>();
      for (String name : files.keySet()) {
        changed.add(Files.createDirectories(target.resolve(name).getParent()));
        WholeFile.place(part.path().resolve(name), target.resolve(name));
      }
      for (Path each : changed) {
        forceEntries(each);
      }
    }
  }

  private static void writeAndForce(Path file, byte[] content) throws IOException {
    try (FileChannel channel =
        FileChannel.open(
            file,
            StandardOpenOption.CREATE,
            StandardOpenOption.TRUNCATE_EXISTING,
            StandardOpenOption.WRITE)) {
      ByteBuffer bytes = ByteBuffer.wrap(content);
      while (bytes.hasRemaining()) {
        channel.write(bytes);
      }
      channel.force(true);
    }
  }

  /** Forces the renamed entries; Windows opens no folders and needs no such step. */
  private static void forceEntries(Path folder) throws IOException {
    if (folder.getFileSystem().supportedFileAttributeViews().contains("posix")) {
      try (FileChannel channel = FileChannel.open(folder, StandardOpenOption.READ)) {
        channel.force(true);
      }
    }
  }
}
