package io.convbench.datasets.prepared;

import io.convbench.foundation.input.InvalidInputException;

/**
 * The crops of one image, as they are in the file: uint8, crops x rows x columns x (R, G, B).
 *
 * @param side rows and columns of a crop in pixels
 * @param cropsPerImage 1 or 10
 */
public record CropShape(int side, int cropsPerImage) {

  /** A map is addressed by an int; half of its range leaves room for whole images only. */
  private static final int LARGEST_MAP_BYTES = 1 << 30;

  /**
   * @throws IllegalArgumentException when there is no pixel, or more than an array holds
   */
  public CropShape {
    if (side < 1 || cropsPerImage < 1) {
      throw new IllegalArgumentException(
          "%s crops of side %s: each must be 1 or more".formatted(cropsPerImage, side));
    }
    if ((double) side * side * 3 * cropsPerImage > Integer.MAX_VALUE) {
      throw new InvalidInputException(
          "%s crops of side %s are more than 2 GiB an image: use a smaller side"
              .formatted(cropsPerImage, side));
    }
  }

  /** Bytes of one image. */
  public int imageBytes() {
    return 3 * side * side * cropsPerImage;
  }

  /** Where an image starts in the file, in bytes. */
  long position(int image) {
    return (long) image * imageBytes();
  }

  /** How many whole images a map holds, at least one. */
  int imagesPerMap() {
    return Math.max(1, LARGEST_MAP_BYTES / imageBytes());
  }
}
