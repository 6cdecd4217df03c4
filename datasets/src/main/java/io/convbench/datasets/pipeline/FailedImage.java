package io.convbench.datasets.pipeline;

import io.convbench.datasets.labels.LabeledImage;

/**
 * An image of which no crop could be made.
 *
 * @param image which one
 * @param reason one line, without the file's name
 */
public record FailedImage(LabeledImage image, String reason) implements CropResult {

  /** One line with the file's name. */
  public String message() {
    return image.file() + ": " + reason;
  }
}
