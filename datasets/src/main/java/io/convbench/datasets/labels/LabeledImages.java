package io.convbench.datasets.labels;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Comparator;
import java.util.HexFormat;
import java.util.List;

/**
 * A dataset: images with their truth.
 *
 * @param name the folder's name
 * @param images in the label file's order, or sorted by file name
 */
public record LabeledImages(String name, List<LabeledImage> images) {

  public LabeledImages {
    images = List.copyOf(images);
  }

  /**
   * The first images.
   *
   * @param count at most so many
   * @throws IllegalArgumentException when the count is not positive
   */
  public LabeledImages limit(int count) {
    if (count < 1) {
      throw new IllegalArgumentException("a limit of %d images: use 1 or more".formatted(count));
    }
    return new LabeledImages(name, images.subList(0, Math.min(count, images.size())));
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
    MessageDigest lines = digest();
    List<LabeledImage> sorted =
        images.stream().sorted(Comparator.comparing(LabeledImage::file)).toList();
    for (LabeledImage image : sorted) {
      String line = "%s %d %s\n".formatted(image.file(), image.classIndex(), contentHash(image));
      lines.update(line.getBytes(StandardCharsets.UTF_8));
    }
    return hex(lines);
  }

  private static String contentHash(LabeledImage image) throws IOException {
    MessageDigest content = digest();
    try (InputStream in = new DigestInputStream(Files.newInputStream(image.path()), content)) {
      in.transferTo(OutputStream.nullOutputStream());
    }
    return hex(content);
  }

  private static String hex(MessageDigest digest) {
    return HexFormat.of().formatHex(digest.digest());
  }

  private static MessageDigest digest() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException impossible) {
      throw new IllegalStateException("every Java platform has SHA-256", impossible);
    }
  }
}
