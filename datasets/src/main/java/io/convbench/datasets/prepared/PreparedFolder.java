package io.convbench.datasets.prepared;

import io.convbench.datasets.labels.LabeledImages;
import io.convbench.datasets.labels.Sha256;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/**
 * The files of a prepared set.
 *
 * @param path the folder
 */
record PreparedFolder(Path path) {

  private static final int HASH_DIGITS = 16;

  /**
   * The folder for a dataset and a protocol: its name changes with any image's name, label, size or
   * time of change, so that a changed dataset is another folder.
   */
  static PreparedFolder of(Path cache, LabeledImages images, String protocolId) {
    StringBuilder listing = new StringBuilder("format " + Manifest.FORMAT + "\n");
    images
        .images()
        .forEach(
            image ->
                listing.append(
                    "%s %d %s\n"
                        .formatted(image.file(), image.classIndex(), image.stored().stamp())));
    String hash = Sha256.of(listing.toString()).substring(0, HASH_DIGITS);
    String name = images.name().replaceAll("[^A-Za-z0-9._-]", "_");
    return new PreparedFolder(cache.resolve("%s-%s-%s".formatted(name, protocolId, hash)));
  }

  /** All crops, at fixed places; an image without crops leaves its place empty. */
  Path crops() {
    return path.resolve("crops.rgb");
  }

  /** A line an image, in the dataset's order. */
  Path index() {
    return path.resolve("index.jsonl");
  }

  /** Written last, so that a folder with it is whole. */
  Path manifest() {
    return path.resolve("manifest.json");
  }

  /** Where the set is made before it gets its name. */
  PreparedFolder part() {
    return new PreparedFolder(path.resolveSibling(path.getFileName() + ".part"));
  }

  /** Held by the process that makes the set. */
  Path lock() {
    return path.resolveSibling(path.getFileName() + ".lock");
  }

  void delete() throws IOException {
    if (!Files.isDirectory(path)) {
      return;
    }
    try (Stream<Path> files = Files.list(path)) {
      List.copyOf(files.toList()).forEach(PreparedFolder::deleteFile);
    } catch (UncheckedIOException failure) {
      throw failure.getCause();
    }
    Files.delete(path);
  }

  private static void deleteFile(Path file) {
    try {
      Files.delete(file);
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    }
  }
}
