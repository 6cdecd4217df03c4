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
}
