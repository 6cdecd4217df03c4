package io.convbench.datasets.labels;

import java.nio.file.Path;

/**
 * One image and its truth.
 *
 * @param path where the file is
 * @param file name within the dataset, with forward slashes
 * @param classIndex position of the true class in {@link ClassIndex}
 */
public record LabeledImage(Path path, String file, int classIndex) {

  public LabeledImage {
    if (classIndex < 0 || classIndex >= ClassIndex.SIZE) {
      throw new IllegalArgumentException(
          "%s has class index %d: use 0 to %d".formatted(file, classIndex, ClassIndex.SIZE - 1));
    }
  }
}
