package io.convbench.datasets.pipeline;

import io.convbench.datasets.image.ImageDecoder;
import io.convbench.datasets.labels.LabeledImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;

/** The file behind a labelled image: the only place here that knows where it lies. */
public final class SourceFile {

  private SourceFile() {}

  /**
   * The file's content.
   *
   * @throws IOException when it cannot be read
   */
  static byte[] read(LabeledImage image) throws IOException {
    return ImageDecoder.read(image.path());
  }

  /** A text that changes when the file is written again, without reading it. */
  public static String stamp(LabeledImage image) {
    Path path = image.path();
    try {
      BasicFileAttributes file = Files.readAttributes(path, BasicFileAttributes.class);
      return file.size() + " " + file.lastModifiedTime();
    } catch (IOException missing) {
      return "unreadable";
    }
  }
}
