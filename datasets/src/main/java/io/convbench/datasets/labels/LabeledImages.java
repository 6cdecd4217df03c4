package io.convbench.datasets.labels;

import io.convbench.foundation.hash.HashAlgorithm;
import io.convbench.foundation.input.InvalidInputException;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * A dataset: images with their truth.
 *
 * @param name of the folder or tar
 * @param images in the label file's order, or sorted by file name
 * @param ownClasses the classes that the dataset is made of, where they are known to be some of the
 *     1000 only, as Imagenette's ten; empty otherwise
 * @param skipped what is among them and is not an image, or was skipped for its name
 */
public record LabeledImages(
    String name, List<LabeledImage> images, Set<Integer> ownClasses, List<SkippedFile> skipped) {

  public LabeledImages {
    images = List.copyOf(images);
    ownClasses = Set.copyOf(ownClasses);
    skipped = List.copyOf(skipped);
  }

  /** Images of which it is not known what other classes there might have been. */
  public LabeledImages(String name, List<LabeledImage> images) {
    this(name, images, Set.of(), List.of());
  }

  /**
   * The first images.
   *
   * @param count at most so many
   * @throws IllegalArgumentException when the count is not positive
   */
  public LabeledImages limit(int count) {
    if (count < 1) {
      throw new IllegalArgumentException("a limit of %s images: use 1 or more".formatted(count));
    }
    return new LabeledImages(
        name, images.subList(0, Math.min(count, images.size())), ownClasses, skipped);
  }

  /**
   * The images of a range.
   *
   * @throws InvalidInputException when it ends behind the last image
   */
  public LabeledImages range(ImageRange range) {
    if (range.last() > images.size()) {
      throw new InvalidInputException(
          "images %s: the last image of %s is %s: end there or before"
              .formatted(range, name, images.size()));
    }
    return new LabeledImages(
        name, images.subList(range.first() - 1, range.last()), ownClasses, skipped);
  }

  /**
   * Reads what {@link #write} wrote: neither folder nor tar nor label file is looked at.
   *
   * @throws IOException when it cannot be read
   */
  public static LabeledImages read(Path listing) throws IOException {
    return ListingFile.read(listing);
  }

  /**
   * Writes this listing, not the images, for other processes.
   *
   * @throws IOException when it cannot be written
   */
  public void write(Path listing) throws IOException {
    ListingFile.write(this, listing);
  }

  /**
   * Identifies labels, file names and contents, whatever the order: SHA-256 of the lines {@code
   * <file> <class index> <SHA-256 of the content>}, sorted by file, each ended by a line feed.
   * Reads every image on each call.
   *
   * @return 64 hexadecimal digits
   * @throws IOException when an image cannot be read
   */
  public String sha256() throws IOException {
    Map<String, String> contents = new HashMap<>();
    for (LabeledImage image : images) {
      contents.put(image.file(), HashAlgorithm.SHA256.hex(content(image)));
    }
    return sha256(contents);
  }

  private static byte[] content(LabeledImage image) throws IOException {
    try {
      return image.read();
    } catch (IOException failure) {
      throw new IOException("%s: %s".formatted(image.file(), failure.getMessage()), failure);
    }
  }

  /**
   * As {@link #sha256()}, of contents that have been read.
   *
   * @param contents SHA-256 of every image's content by its file name
   */
  public String sha256(Map<String, String> contents) {
    StringBuilder lines = new StringBuilder();
    images.stream()
        .sorted(Comparator.comparing(LabeledImage::file))
        .map(image -> image.line(contents.get(image.file())))
        .forEach(lines::append);
    return HashAlgorithm.SHA256.hex(lines.toString());
  }
}
