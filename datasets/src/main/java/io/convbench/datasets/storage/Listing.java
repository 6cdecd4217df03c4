package io.convbench.datasets.storage;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collections;
import java.util.Set;
import java.util.SortedMap;
import java.util.function.Predicate;

/**
 * What a folder or a tar holds, by names relative to it, with forward slashes.
 *
 * @param files sorted by name
 * @param folders at any depth, empty ones too, each ending in a slash
 * @param pruned folders that were not looked into, likewise
 */
public record Listing(
    SortedMap<String, StoredFile> files, Set<String> folders, Set<String> pruned) {

  public Listing {
    files = Collections.unmodifiableSortedMap(files);
    folders = Set.copyOf(folders);
    pruned = Set.copyOf(pruned);
  }

  /**
   * Lists a folder or tar.
   *
   * @param pruning which folders are not looked into, by name ending in a slash; in an archive,
   *     where a look costs nothing, none
   * @throws IOException when it is missing or cannot be read
   */
  public static Listing of(Path place, Predicate<String> pruning) throws IOException {
    if (Files.isDirectory(place)) {
      return FolderFiles.list(place, pruning);
    }
    if (Files.isRegularFile(place)) {
      return TarFiles.list(place);
    }
    throw new IOException(
        Files.exists(place)
            ? "%s is a device or a pipe, not a folder or tar of images: pass one.".formatted(place)
            : "there is no folder or tar %s: check its path.".formatted(place));
  }
}
