package io.convbench.datasets.labels;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.convbench.datasets.storage.PlainFile;
import io.convbench.datasets.storage.StoredFile;
import io.convbench.datasets.storage.TarEntry;
import io.convbench.datasets.storage.TarSpecial;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;

/**
 * A dataset's listing as JSON, by which one process hands it to others, so that folder or tar and
 * label file are read once. The images' bytes stay where they are.
 *
 * @param name of the folder or tar
 * @param ownClasses as in {@link LabeledImages}
 * @param skipped as in {@link LabeledImages}
 * @param images in order
 */
record ListingFile(
    String name, Set<Integer> ownClasses, List<SkippedFile> skipped, List<Place> images) {

  private static final ObjectMapper JSON = new ObjectMapper();

  /**
   * Where an image is.
   *
   * @param file its name within the dataset
   * @param classIndex its true class
   * @param path of the file, or of the tar; null for what is not a file within a tar
   * @param offset in the tar in bytes; null for a file of its own
   * @param bytes length in the tar; null for a file of its own
   */
  record Place(String file, int classIndex, String path, Long offset, Long bytes) {

    private static Place of(LabeledImage image) {
      String file = image.file();
      int classIndex = image.classIndex();
      StoredFile stored = image.stored();
      if (stored instanceof TarEntry entry) {
        return new Place(
            file, classIndex, entry.archive().toString(), entry.offset(), entry.length());
      }
      return stored instanceof PlainFile plain
          ? new Place(file, classIndex, plain.path().toString(), null, null)
          : new Place(file, classIndex, null, null, null);
    }

    private LabeledImage image() {
      return new LabeledImage(stored(), file, classIndex);
    }

    private StoredFile stored() {
      if (path == null) {
        return new TarSpecial();
      }
      return offset == null
          ? new PlainFile(Path.of(path))
          : new TarEntry(Path.of(path), offset, bytes);
    }
  }

  static void write(LabeledImages images, Path file) throws IOException {
    JSON.writeValue(
        file.toFile(),
        new ListingFile(
            images.name(),
            images.ownClasses(),
            images.skipped(),
            images.images().stream().map(Place::of).toList()));
  }

  static LabeledImages read(Path file) throws IOException {
    try {
      ListingFile listing = JSON.readValue(file.toFile(), ListingFile.class);
      return new LabeledImages(
          listing.name,
          listing.images.stream().map(Place::image).toList(),
          listing.ownClasses,
          listing.skipped);
    } catch (JsonProcessingException damaged) {
      throw new IOException("%s is not a dataset's listing: start again".formatted(file), damaged);
    }
  }
}
