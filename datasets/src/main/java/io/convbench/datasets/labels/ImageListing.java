package io.convbench.datasets.labels;

import io.convbench.datasets.storage.PlainFile;
import io.convbench.datasets.storage.StoredFile;
import io.convbench.datasets.storage.TarFiles;
import io.convbench.datasets.text.RelativeName;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemLoopException;
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
 * The files of a folder and of the folders within it, or of a tar; hidden ones left out.
 *
 * @param place folder or tar as the user named it
 * @param files by name relative to it, with forward slashes, sorted
 */
record ImageListing(Path place, SortedMap<String, StoredFile> files) {

  private static final Set<String> EXTENSIONS = Set.of("jpeg", "jpg", "png", "gif", "bmp", "webp");

  /**
   * Lists a folder or tar.
   *
   * @throws IOException when it is missing, cannot be read or holds no image
   */
  static ImageListing of(Path place) throws IOException {
    SortedMap<String, StoredFile> files =
        Files.isRegularFile(place) ? TarFiles.list(place) : filesOf(place);
    files.keySet().removeIf(file -> file.startsWith(".") || file.contains("/."));
    ImageListing listing = new ImageListing(place, files);
    if (listing.images().isEmpty()) {
      throw new IOException(
          "%s holds no image (%s): check its path."
              .formatted(place, String.join(", ", EXTENSIONS.stream().sorted().toList())));
    }
    return listing;
  }

  private static SortedMap<String, StoredFile> filesOf(Path folder) throws IOException {
    if (!Files.isDirectory(folder)) {
      throw new IOException("there is no folder or tar %s: check its path.".formatted(folder));
    }
    SortedMap<String, StoredFile> files = new TreeMap<>();
    try (Stream<Path> walk = Files.walk(folder, FileVisitOption.FOLLOW_LINKS)) {
      for (Path path : (Iterable<Path>) walk.filter(ImageListing::isFile)::iterator) {
        files.put(RelativeName.of(folder.relativize(path).toString()), new PlainFile(path));
      }
    } catch (AccessDeniedException failure) {
      throw unlistable(failure);
    } catch (UncheckedIOException failure) {
      if (failure.getCause() instanceof AccessDeniedException denied) {
        throw unlistable(denied);
      }
      if (failure.getCause() instanceof FileSystemLoopException loop) {
        throw new IOException(
            "%s leads back to a folder that it lies in: take this link out."
                .formatted(loop.getFile()),
            failure);
      }
      throw new IOException(
          "%s cannot be listed: %s".formatted(folder, failure.getCause()), failure);
    }
    return files;
  }

  /** A link that leads nowhere is one too: it cannot be read, which must not pass unnoticed. */
  private static boolean isFile(Path path) {
    return !Files.isDirectory(path);
  }

  private static IOException unlistable(AccessDeniedException failure) {
    return new IOException(
        "no permission to list %s: give it, or pass another folder.".formatted(failure.getFile()),
        failure);
  }

  /** The files that are images by their extension, sorted. */
  List<String> images() {
    return files.keySet().stream().filter(ImageListing::isImage).toList();
  }

  /** The own name of folder or tar. */
  String name() {
    Path name = place.toAbsolutePath().normalize().getFileName();
    return name == null ? place.toString() : name.toString();
  }

  private static boolean isImage(String file) {
    String extension = file.substring(file.lastIndexOf('.') + 1);
    return EXTENSIONS.contains(extension.toLowerCase(Locale.ROOT));
  }
}
