package io.convbench.datasets.labels;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.FileVisitOption;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * The files of a folder and of the folders within it, hidden ones left out.
 *
 * @param folder as the user named it
 * @param files path by name relative to the folder, with forward slashes, sorted
 */
record FolderListing(Path folder, SortedMap<String, Path> files) {

  private static final Set<String> EXTENSIONS = Set.of("jpeg", "jpg", "png", "gif", "bmp", "webp");

  /**
   * Lists a folder.
   *
   * @throws IOException when it is missing, cannot be read or holds no image
   */
  static FolderListing of(Path folder) throws IOException {
    if (!Files.isDirectory(folder)) {
      throw new IOException("there is no folder %s: check --dataset.".formatted(folder));
    }
    SortedMap<String, Path> files = new TreeMap<>();
    try (Stream<Path> walk = Files.walk(folder, FileVisitOption.FOLLOW_LINKS)) {
      for (Path path : (Iterable<Path>) walk.filter(Files::isRegularFile)::iterator) {
        files.put(folder.relativize(path).toString().replace('\\', '/'), path);
      }
    } catch (UncheckedIOException failure) {
      throw new IOException(
          "%s cannot be listed: %s".formatted(folder, failure.getCause()), failure);
    }
    files.keySet().removeIf(file -> file.startsWith(".") || file.contains("/."));
    FolderListing listing = new FolderListing(folder, files);
    if (listing.images().isEmpty()) {
      throw new IOException(
          "%s holds no image (%s): check --dataset."
              .formatted(folder, String.join(", ", EXTENSIONS.stream().sorted().toList())));
    }
    return listing;
  }

  /** The files that are images by their extension, sorted. */
  List<String> images() {
    return files.keySet().stream().filter(FolderListing::isImage).toList();
  }

  /** The folder's own name. */
  String name() {
    Path name = folder.toAbsolutePath().normalize().getFileName();
    return name == null ? folder.toString() : name.toString();
  }

  private static boolean isImage(String file) {
    String extension = file.substring(file.lastIndexOf('.') + 1);
    return EXTENSIONS.contains(extension.toLowerCase(Locale.ROOT));
  }
}
