package io.convbench.datasets.image;

import io.convbench.foundation.input.InvalidInputException;

/** The largest picture that a resize may be asked for, as large as the decoder's own limit. */
final class ResizeLimit {

  private ResizeLimit() {}

  static void require(RgbImage image, int width, int height) {
    if (width > ImageHeader.MAX_PIXELS / height) {
      throw new InvalidInputException(
          "resized from %s x %s to %s x %s pixels it is above the limit of %s: remove it"
              .formatted(image.width(), image.height(), width, height, ImageHeader.MAX_PIXELS));
    }
  }
}
