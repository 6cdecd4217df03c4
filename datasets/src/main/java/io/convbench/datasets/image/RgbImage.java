package io.convbench.datasets.image;

import org.opencv.core.CvType;
import org.opencv.core.Mat;

/**
 * An 8-bit RGB picture. Its pixels are in the Java heap or in OpenCV's memory, as they were made,
 * and are copied to the other side when that first asks for them. For one thread at a time.
 */
public final class RgbImage implements AutoCloseable {

  private final int width;
  private final int height;
  private byte[] pixels;
  private Mat mat;

  /**
   * A picture in the heap.
   *
   * @param width columns in pixels
   * @param height rows in pixels
   * @param pixels rows x columns x (R, G, B), unsigned; handed over, not copied
   */
  public RgbImage(int width, int height, byte[] pixels) {
    if (width < 1 || height < 1 || pixels.length != 3L * width * height) {
      throw new IllegalArgumentException(
          "%s bytes are not a %s x %s RGB image".formatted(pixels.length, width, height));
    }
    this.width = width;
    this.height = height;
    this.pixels = pixels;
  }

  /**
   * A picture in OpenCV's memory.
   *
   * @param mat 8 bits, 3 channels (R, G, B); handed over, not copied
   */
  RgbImage(Mat mat) {
    this.width = mat.cols();
    this.height = mat.rows();
    this.mat = mat;
  }

  /** Columns in pixels. */
  public int width() {
    return width;
  }

  /** Rows in pixels. */
  public int height() {
    return height;
  }

  /** In the heap: rows x columns x (R, G, B), unsigned; not a copy. */
  public byte[] pixels() {
    if (pixels == null) {
      pixels = new byte[Math.toIntExact(mat.total() * mat.elemSize())];
      mat.get(0, 0, pixels);
    }
    return pixels;
  }

  /** In OpenCV's memory: 8 bits, 3 channels (R, G, B); this picture's own, not a copy. */
  Mat mat() {
    if (mat == null) {
      mat = new Mat(height, width, CvType.CV_8UC3);
      mat.put(0, 0, pixels);
    }
    return mat;
  }

  /**
   * Gives OpenCV's memory back, which else the garbage collector does some day; what is in the heap
   * stays.
   */
  @Override
  public void close() {
    if (mat != null) {
      mat.release();
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
          "crop of %s at (%s, %s) extends beyond the edge of a %s x %s image"
              .formatted(side, left, top, width, height));
    }
    byte[] source = pixels();
    byte[] part = new byte[3 * side * side];
    for (int row = 0; row < side; row++) {
      int from = 3 * ((top + row) * width + left);
      System.arraycopy(source, from, part, 3 * side * row, 3 * side);
    }
    return new RgbImage(side, side, part);
  }

  /** This image with left and right exchanged. */
  public RgbImage mirrored() {
    byte[] source = pixels();
    byte[] mirror = new byte[source.length];
    for (int pixel = 0; pixel < width * height; pixel++) {
      int column = pixel % width;
      int opposite = pixel - column + (width - 1 - column);
      System.arraycopy(source, 3 * pixel, mirror, 3 * opposite, 3);
    }
    return new RgbImage(width, height, mirror);
  }
}
