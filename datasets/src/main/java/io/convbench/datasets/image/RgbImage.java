package io.convbench.datasets.image;

/**
 * An 8-bit RGB picture.
 *
 * @param width columns in pixels
 * @param height rows in pixels
 * @param pixels rows x columns x (R, G, B), unsigned; handed over, not copied
 */
public record RgbImage(int width, int height, byte[] pixels) {

  public RgbImage {
    if (width < 1 || height < 1 || pixels.length != 3L * width * height) {
      throw new IllegalArgumentException(
          "%d bytes are not a %d x %d RGB image".formatted(pixels.length, width, height));
    }
  }

  /**
   * A part of this image.
   *
   * @param left first column
   * @param top first row
   * @param side columns and rows of the part
   * @throws IllegalArgumentException when the part reaches over the edge
   */
  public RgbImage crop(int left, int top, int side) {
    if (left < 0 || top < 0 || left > width - side || top > height - side) {
      throw new IllegalArgumentException(
          "crop of %d at (%d, %d) reaches over the edge of a %d x %d image"
              .formatted(side, left, top, width, height));
    }
    byte[] part = new byte[3 * side * side];
    for (int row = 0; row < side; row++) {
      int from = 3 * ((top + row) * width + left);
      System.arraycopy(pixels, from, part, 3 * side * row, 3 * side);
    }
    return new RgbImage(side, side, part);
  }

  /** This image with left and right exchanged. */
  public RgbImage mirrored() {
    byte[] mirror = new byte[pixels.length];
    for (int pixel = 0; pixel < width * height; pixel++) {
      int column = pixel % width;
      int opposite = pixel - column + (width - 1 - column);
      System.arraycopy(pixels, 3 * pixel, mirror, 3 * opposite, 3);
    }
    return new RgbImage(width, height, mirror);
  }
}
