package io.convbench.datasets.storage;

import java.util.Collections;
import java.util.Set;
import java.util.SortedMap;

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
}
