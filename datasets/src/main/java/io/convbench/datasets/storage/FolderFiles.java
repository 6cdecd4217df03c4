package io.convbench.datasets.storage;

import io.convbench.datasets.text.RelativeName;
import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemLoopException;
import java.nio.file.FileVisitOption;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Predicate;

/**
 * The files of a folder and of the folders within it, links followed. A link that leads nowhere is
 * a file too: it cannot be read, which must not pass unnoticed.
 */
final class FolderFiles extends SimpleFileVisitor<Path> {

  private final Path folder;
  private final Predicate<String> pruning;
  private final SortedMap<String, StoredFile> files = new TreeMap<>();
  private final Set<String> folders = new TreeSet<>();
  private final Set<String> pruned = new TreeSet<>();

  private FolderFiles(Path folder, Predicate<String> pruning) {
    this.folder = folder;
    this.pruning = pruning;
  }

  /**
   * Lists a folder.
   *
   * @param pruning which folders are not looked into, by name ending in a slash
   * @throws IOException when one cannot be listed or a link leads back
   */
  static Listing list(Path folder, Predicate<String> pruning) throws IOException {
    FolderFiles found = new FolderFiles(folder, pruning);
    Files.walkFileTree(folder, Set.of(FileVisitOption.FOLLOW_LINKS), Integer.MAX_VALUE, found);
    return new Listing(found.files, found.folders, found.pruned);
  }

  @Override
  public FileVisitResult preVisitDirectory(Path path, BasicFileAttributes attributes) {
    if (path.equals(folder)) {
      return FileVisitResult.CONTINUE;
    }
    String name = name(path) + "/";
    if (pruning.test(name)) {
      pruned.add(name);
      return FileVisitResult.SKIP_SUBTREE;
    }
    folders.add(name);
    return FileVisitResult.CONTINUE;
  }

  @Override
  public FileVisitResult visitFile(Path path, BasicFileAttributes attributes) {
    files.put(name(path), new PlainFile(path));
    return FileVisitResult.CONTINUE;
  }

  @Override
  public FileVisitResult visitFileFailed(Path path, IOException failure) throws IOException {
    // A folder that may not be listed is not visited first: its name alone has to tell.
    if (Files.isDirectory(path) && pruning.test(name(path) + "/")) {
      pruned.add(name(path) + "/");
      return FileVisitResult.CONTINUE;
    }
    if (failure instanceof AccessDeniedException) {
      throw new IOException(
          "no permission to list %s: give it, or pass another folder.".formatted(path), failure);
    }
    if (failure instanceof FileSystemLoopException) {
      throw new IOException(
          "%s leads back to a folder that contains it: remove this link.".formatted(path), failure);
    }
    throw new IOException("%s cannot be listed: %s".formatted(path, failure), failure);
  }

  private String name(Path path) {
    return RelativeName.of(folder.relativize(path).toString());
  }
}
