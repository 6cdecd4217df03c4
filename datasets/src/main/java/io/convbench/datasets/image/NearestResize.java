package io.convbench.datasets.image;

/**
 * Pillow's {@code NEAREST} resize, bit for bit ({@code ImagingScaleAffine}): the source position is
 * a double that starts at half a step and grows by one step per pixel, truncated. Its accumulated
 * rounding is part of the rule: from 700 to 299 pixels, pixel 149 shows source pixel 349, where
 * (149 + 0.5) 700 / 299 is 350.
 */
public final class NearestResize {

  private NearestResize() {}

  /** Resizes to a square of this side; the aspect ratio is not kept. */
  public static RgbImage square(RgbImage image, int side) {
    int[] columns = positions(image.width(), side);
    int[] rows = positions(image.height(), side);
    byte[] result = new byte[3 * side * side];
    int out = 0;
    for (int row : rows) {
      for (int column : columns) {
        System.arraycopy(image.pixels(), 3 * (row * image.width() + column), result, out, 3);
        out += 3;
      }
    }
    return new RgbImage(side, side, result);
  }

  private static int[] positions(int from, int to) {
    double step = (double) from / to;
    double position = 0.5 * step;
    int[] positions = new int[to];
    for (int i = 0; i < to; i++) {
      positions[i] = Math.min(from - 1, (int) position);
      position += step;
    }
    return positions;
  }
}
