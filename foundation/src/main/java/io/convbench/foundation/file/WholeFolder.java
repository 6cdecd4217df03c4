package io.convbench.foundation.file;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.OpenOption;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Collection;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;

/** Writes files into a folder so that a full disk or a crash leaves none of them half-written. */
public final class WholeFolder {

  private static final String PART = ".part-";

  private WholeFolder() {}

  /** What is to be in the folder. */
  @FunctionalInterface
  public interface Content {

    /**
     * Writes its files.
     *
     * @param part an empty folder
     * @return their paths relative to it, with {@code /}, in the order in which they are to appear
     */
    Collection<String> writeInto(Path part) throws IOException;
  }

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
    write(
        folder,
        part -> {
          for (Map.Entry<String, byte[]> file : files.entrySet()) {
            Path path = part.resolve(file.getKey());
            Files.createDirectories(path.getParent());
            Files.write(path, file.getValue());
          }
          return files.keySet();
        });
  }

  /** As {@link #write(Path, Map)}, of files that do not fit in memory. */
  public static void write(Path folder, Content content) throws IOException {
    Path target = folder.toAbsolutePath();
    Files.createDirectories(target);
    OwnedFolder.clearAbandoned(target, PART, abandoned -> {});
    // Inside, because moving is atomic only within a file system.
    try (OwnedFolder part = OwnedFolder.create(target, PART)) {
      Collection<String> names = content.writeInto(part.path());
      for (String name : names) {
        force(part.path().resolve(name), StandardOpenOption.WRITE);
      }
      Set<Path> changed = new HashSet<>();
      for (String name : names) {
        changed.add(Files.createDirectories(target.resolve(name).getParent()));
        WholeFile.place(part.path().resolve(name), target.resolve(name));
      }
      for (Path each : changed) {
        forceEntries(each);
      }
    }
  }

  private static void force(Path path, OpenOption option) throws IOException {
    try (FileChannel channel = FileChannel.open(path, option)) {
      channel.force(true);
    }
  }

  /** Forces the renamed entries; Windows opens no folders and needs no such step. */
  private static void forceEntries(Path folder) throws IOException {
    if (folder.getFileSystem().supportedFileAttributeViews().contains("posix")) {
      force(folder, StandardOpenOption.READ);
    }
  }
}
