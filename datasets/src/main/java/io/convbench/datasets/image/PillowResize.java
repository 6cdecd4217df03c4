package io.convbench.datasets.image;

/**
 * Pillow's antialiased resize of 8-bit images with a crop taken out of the result, bit for bit:
 * {@code src/libImaging/Resample.c}. Two passes, rows first, each rounded to 8 bits; the filter is
 * widened by the ratio when it shrinks; weights are whole numbers with 22 binary places.
 *
 * <p>Own code, since no Java library computes it: OpenCV antialiases only with {@code INTER_AREA},
 * which is another filter.
 */
public final class PillowResize {

  /** {@code 32 - 8 - 2} bits: room for a pixel, and for sums of weights above 1. */
  private static final int PRECISION_BITS = 32 - 8 - 2;

  private PillowResize() {}

  /**
   * Resizes, then crops; only what the crop needs is computed.
   *
   * @param width columns of the whole resized image
   * @param height rows of the whole resized image
   * @param left first column of the crop
   * @param top first row of the crop
   * @param side columns and rows of the crop
   * @throws IllegalArgumentException when the resized image would be larger than the decoder's
   *     limit or the crop reaches over its edge
   */
  public static RgbImage apply(
      RgbImage image, PillowFilter filter, int width, int height, int left, int top, int side) {
    ResizeLimit.require(image, width, height);
    if (left < 0 || top < 0 || left > width - side || top > height - side) {
      throw new IllegalArgumentException(
          "crop of %s at (%s, %s) extends beyond the edge of a %s x %s image"
              .formatted(side, left, top, width, height));
    }
    Taps[] columns = taps(filter, image.width(), width, left, side);
    Taps[] rows = taps(filter, image.height(), height, top, side);
    int firstRow = rows[0].first;
    byte[] narrow = resizeRows(image, columns, firstRow, rows[side - 1].end());
    return new RgbImage(side, side, resizeColumns(narrow, rows, firstRow, side));
  }

  /** Source pixels from {@code first} on and their weights, for one pixel of the result. */
  private record Taps(int first, int[] weights) {
    int end() {
      return first + weights.length;
    }
  }

  private static Taps[] taps(PillowFilter filter, int from, int to, int start, int count) {
    double scale = (double) from / to;
    double widening = Math.max(1, scale);
    Taps[] taps = new Taps[count];
    for (int i = 0; i < count; i++) {
      taps[i] = taps(filter, from, (start + i + 0.5) * scale, widening);
    }
    return taps;
  }

  private static Taps taps(PillowFilter filter, int from, double centre, double widening) {
    double support = filter.support() * widening;
    // Pillow multiplies by the reciprocal; dividing would round otherwise.
    double narrowing = 1 / widening;
    int first = Math.max(0, (int) (centre - support + 0.5));
    int end = Math.min(from, (int) (centre + support + 0.5));
    double[] weights = new double[end - first];
    double sum = 0;
    for (int i = 0; i < weights.length; i++) {
      weights[i] = filter.weight((i + first - centre + 0.5) * narrowing);
      sum += weights[i];
    }
    return new Taps(first, fixedPoint(weights, sum));
  }

  private static int[] fixedPoint(double[] weights, double sum) {
    int[] fixed = new int[weights.length];
    for (int i = 0; i < weights.length; i++) {
      double weight = weights[i] / sum * (1 << PRECISION_BITS);
      fixed[i] = (int) (weight < 0 ? weight - 0.5 : weight + 0.5);
    }
    return fixed;
  }

  private static byte[] resizeRows(RgbImage image, Taps[] columns, int firstRow, int endRow) {
    byte[] source = image.pixels();
    byte[] result = new byte[Math.multiplyExact(3 * columns.length, endRow - firstRow)];
    int out = 0;
    for (int row = firstRow; row < endRow; row++) {
      int line = 3 * row * image.width();
      for (Taps taps : columns) {
        int from = line + 3 * taps.first;
        for (int channel = 0; channel < 3; channel++) {
          result[out++] = weighted(source, from + channel, 3, taps.weights);
        }
      }
    }
    return result;
  }

  private static byte[] resizeColumns(byte[] source, Taps[] rows, int firstRow, int side) {
    int line = 3 * side;
    byte[] result = new byte[line * rows.length];
    int out = 0;
    for (Taps taps : rows) {
      int from = (taps.first - firstRow) * line;
      for (int i = 0; i < line; i++) {
        result[out++] = weighted(source, from + i, line, taps.weights);
      }
    }
    return result;
  }

  private static byte weighted(byte[] source, int from, int step, int[] weights) {
    int sum = 1 << (PRECISION_BITS - 1);
    int at = from;
    for (int weight : weights) {
      sum += (source[at] & 0xFF) * weight;
      at += step;
    }
    return (byte) Math.max(0, Math.min(255, sum >> PRECISION_BITS));
  }
}
