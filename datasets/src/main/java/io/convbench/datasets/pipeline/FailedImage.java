package io.convbench.datasets.pipeline;

import io.convbench.datasets.labels.LabeledImage;

/**
 * An image of which no crop could be made.
 *
 * @param image which one
 * @param sha256 of the file's content; empty when it could not be read
 * @param reason one line, without the file's name
 */
public record FailedImage(LabeledImage image, String sha256, String reason) implements CropResult {

  /** One line with the file's name. */
  public String message() {
    return image.file() + ": " + reason;
  }
}
