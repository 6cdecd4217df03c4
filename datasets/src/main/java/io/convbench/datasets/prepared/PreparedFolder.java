package io.convbench.datasets.prepared;

import io.convbench.datasets.labels.LabeledImages;
import io.convbench.foundation.hash.HashAlgorithm;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;

/**
 * The files of a prepared set.
 *
 * @param path the folder
 */
record PreparedFolder(Path path) {

  private static final int HASH_DIGITS = 16;
  private static final String PART = ".part";

  /**
   * The folder for a dataset and a protocol: its name changes with any image's name, label, size or
   * time of change, so that a changed dataset is another folder.
   */
  static PreparedFolder of(Path cache, LabeledImages images, String protocolId) {
    StringBuilder listing = new StringBuilder("format " + Manifest.FORMAT + "\n");
    images.images().forEach(image -> listing.append(image.line(image.stored().stamp())));
    String hash = HashAlgorithm.SHA256.hex(listing.toString()).substring(0, HASH_DIGITS);
    String name = images.name().replaceAll("[^A-Za-z0-9._-]", "_");
    return new PreparedFolder(cache.resolve("%s-%s-%s".formatted(name, protocolId, hash)));
  }

  /** All crops, at fixed places; an image without crops leaves its place empty. */
  Path crops() {
    return path.resolve("crops.rgb");
  }

  /** One line per image, in the dataset's order. */
  Path index() {
    return path.resolve("index.jsonl");
  }

  /** Written last, so that a folder with it is whole. */
  Path manifest() {
    return path.resolve("manifest.json");
  }

  /** Where the set is made before it gets its name. */
  PreparedFolder part() {
    return new PreparedFolder(path.resolveSibling(path.getFileName() + PART));
  }

  /** Held by the process that makes the set. */
  Path lock() {
    String name = path.getFileName().toString();
    String finished = name.endsWith(PART) ? name.substring(0, name.length() - PART.length()) : name;
    return path.resolveSibling(finished + ".lock");
  }

  /** Notes that the set is in use, by which unused ones can be told. */
  void touch() throws IOException {
    Files.setLastModifiedTime(manifest(), FileTime.from(Instant.now()));
  }

  /** Whether a set is there, or the beginning of one. */
  boolean exists() {
    return Files.isRegularFile(crops());
  }

  List<Path> files() throws IOException {
    try (Stream<Path> files = Files.list(path)) {
      return files.toList();
    }
  }

  void delete() throws IOException {
    if (!Files.isDirectory(path)) {
      return;
    }
    for (Path file : files()) {
      Files.delete(file);
    }
    Files.delete(path);
  }
}
