package io.convbench.datasets.prepared;

import io.convbench.foundation.file.LockedFile;
import io.convbench.foundation.input.InvalidInputException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * All sets in a folder, whole and unfinished.
 *
 * @param cache the folder, which need not exist
 */
public record PreparedSets(Path cache) {

  /**
   * The sets, longest unused first.
   *
   * @throws IOException when the folder cannot be read
   */
  public List<PreparedSet> list() throws IOException {
    List<PreparedSet> sets = new ArrayList<>();
    for (PreparedFolder folder : folders()) {
      sets.add(describe(folder));
    }
    sets.sort(Comparator.comparing(PreparedSet::lastUsed));
    return sets;
  }

  /**
   * Deletes a set.
   *
   * @param id as listed
   * @throws InvalidInputException when there is no such set
   * @throws IOException when it is being made at this moment or cannot be deleted
   */
  public void delete(String id) throws IOException {
    PreparedFolder folder =
        folders().stream()
            .filter(there -> there.path().getFileName().toString().equals(id))
            .findFirst()
            .orElseThrow(
                () ->
                    new InvalidInputException(
                        "%s holds no prepared set '%s': list them with 'dataset prepared'"
                            .formatted(cache, id)));
    Optional<LockedFile> lock = LockedFile.ifFree(folder.lock());
    try (LockedFile held = lock.orElse(null)) {
      if (held == null) {
        throw new IOException("%s is being prepared: wait for it".formatted(id));
      }
      folder.delete();
    }
  }

  private List<PreparedFolder> folders() throws IOException {
    if (!Files.isDirectory(cache)) {
      return List.of();
    }
    try (Stream<Path> files = Files.list(cache)) {
      return files.map(PreparedFolder::new).filter(PreparedFolder::exists).toList();
    }
  }

  private static PreparedSet describe(PreparedFolder folder) throws IOException {
    long bytes = 0;
    Instant lastUsed = Instant.EPOCH;
    for (Path file : folder.files()) {
      BasicFileAttributes attributes =
          Files.readAttributes(file, BasicFileAttributes.class, LinkOption.NOFOLLOW_LINKS);
      bytes += attributes.size();
      Instant changed = attributes.lastModifiedTime().toInstant();
      lastUsed = changed.isAfter(lastUsed) ? changed : lastUsed;
    }
    return new PreparedSet(folder.path().getFileName().toString(), images(folder), bytes, lastUsed);
  }

  private static Optional<Integer> images(PreparedFolder folder) {
    try {
      return Optional.of(Manifest.read(folder.manifest()).images());
    } catch (IOException unfinished) {
      return Optional.empty();
    }
  }
}
