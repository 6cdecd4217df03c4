package io.convbench.datasets.labels;

import io.convbench.datasets.content.FileKind;
import io.convbench.datasets.storage.Listing;
import io.convbench.datasets.storage.StoredFile;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;

/**
 * The files of a folder and of the folders within it, or of a tar. Images are told by an ending
 * that means one, without a look into the file, and else by the file's beginning.
 *
 * @param place folder or tar as the user named it
 * @param files by name relative to it, with forward slashes, sorted; hidden ones and those in
 *     system folders skipped
 * @param folders the folders right in it, empty ones too, likewise
 * @param images the files that are images, sorted; of any format, also such as cannot be decoded
 * @param skipped what is not an image or was skipped for its name, sorted
 */
record ImageListing(
    Path place,
    SortedMap<String, StoredFile> files,
    Set<String> folders,
    List<String> images,
    List<SkippedFile> skipped) {

  /** What ends so is meant to be an image; one that is not fails when it is decoded. */
  private static final Set<String> ENDINGS =
      Set.of(
          "jpeg", "jpg", "jpe", "jfif", "png", "gif", "bmp", "webp", "tif", "tiff", "heic", "avif");

  ImageListing {
    files = Collections.unmodifiableSortedMap(files);
    images = List.copyOf(images);
    skipped = List.copyOf(skipped);
  }

  /**
   * Lists a folder or tar.
   *
   * @throws IOException when it is missing, cannot be read or holds no image
   */
  static ImageListing of(Path place) throws IOException {
    Listing all = Listing.of(place, folder -> SkippedFile.byName(folder).isPresent());
    SortedMap<String, StoredFile> files = new TreeMap<>();
    List<String> images = new ArrayList<>();
    SortedMap<String, SkippedFile> skipped = new TreeMap<>();
    for (Map.Entry<String, StoredFile> file : all.files().entrySet()) {
      Optional<SkippedFile> unwanted = SkippedFile.byName(file.getKey());
      if (unwanted.isEmpty()) {
        files.put(file.getKey(), file.getValue());
        unwanted = notAnImage(file.getKey(), file.getValue());
      }
      unwanted.ifPresentOrElse(
          one -> skipped.put(one.name(), one), () -> images.add(file.getKey()));
    }
    // Empty ones, and those that were not looked into.
    Stream.concat(all.folders().stream(), all.pruned().stream())
        .flatMap(folder -> SkippedFile.byName(folder).stream())
        .forEach(one -> skipped.put(one.name(), one));
    if (images.isEmpty()) {
      throw new IOException(
          "%s holds no image (JPEG, PNG, GIF, BMP or WebP)%s: check its path."
              .formatted(
                  place,
                  skipped.isEmpty()
                      ? ""
                      : ", but %s and %s more"
                          .formatted(skipped.get(skipped.firstKey()).toText(), skipped.size() - 1)
                          .replace(" and 0 more", "")));
    }
    return new ImageListing(place, files, topFolders(all), images, List.copyOf(skipped.values()));
  }

  private static Set<String> topFolders(Listing all) {
    Set<String> folders = new TreeSet<>();
    all.folders().forEach(folder -> folders.add(folder.substring(0, folder.indexOf('/'))));
    folders.removeIf(folder -> SkippedFile.byName(folder + "/").isPresent());
    return folders;
  }

  private static Optional<SkippedFile> notAnImage(String name, StoredFile file) {
    String ending = name.substring(name.lastIndexOf('.') + 1).toLowerCase(Locale.ROOT);
    if (ENDINGS.contains(ending)) {
      return Optional.empty();
    }
    try {
      FileKind kind = FileKind.of(file.start(FileKind.BYTES));
      return kind.isImage()
          ? Optional.empty()
          : Optional.of(
              new SkippedFile(name, kind == FileKind.UNKNOWN ? "not an image" : kind.words()));
    } catch (IOException unreadable) {
      return Optional.of(new SkippedFile(name, unreadable.getMessage()));
    }
  }

  /** The own name of folder or tar. */
  String name() {
    Path name = place.toAbsolutePath().normalize().getFileName();
    return name == null ? place.toString() : name.toString();
  }
}
