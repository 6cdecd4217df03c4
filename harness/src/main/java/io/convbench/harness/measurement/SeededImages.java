package io.convbench.harness.measurement;

import io.convbench.suites.architecture.Preprocessing;
import java.util.Optional;

/**
 * Two synthetic images that need no file: fixed integer patterns of any size, with which Keras's
 * reference logits were made, and which feed everything that is timed.
 */
public final class SeededImages {

  /** How many different images there are. */
  static final int COUNT = 2;

  /** Engines are given buffers of bytes, whose length is an int. */
  private static final int MOST_VALUES = Integer.MAX_VALUE / Float.BYTES;

  private SeededImages() {}

  /**
   * The pixels of one image.
   *
   * @param index 0 or 1
   * @param side rows and columns
   * @return uint8 RGB, rows x columns x 3
   */
  static byte[] pixels(int index, int side) {
    byte[] pixels = new byte[side * side * 3];
    int at = 0;
    for (int y = 0; y < side; y++) {
      for (int x = 0; x < side; x++) {
        for (int c = 0; c < 3; c++) {
          pixels[at++] = (byte) (index == 0 ? weave(x, y, c) : rings(x, y, c));
        }
      }
    }
    return pixels;
  }

  /** Why there is no batch of so many images, as no buffer holds it; empty when there is one. */
  public static Optional<String> refusal(int count, int side) {
    return (long) count * side * side * 3 > MOST_VALUES
        ? Optional.of(
            "%s images of %sx%sx3 values are more than a Java buffer holds"
                .formatted(count, side, side))
        : Optional.empty();
  }

  /**
   * A batch that takes the images in turn.
   *
   * @throws BufferLimitException when it is more than a buffer holds
   * @return network input, float32 (count, side, side, 3)
   */
  static float[] batch(int count, int side, Preprocessing preprocessing) {
    Optional<String> refusal = refusal(count, side);
    if (refusal.isPresent()) {
      throw new BufferLimitException(refusal.get());
    }
    int size = side * side * 3;
    float[] batch = new float[count * size];
    for (int i = 0; i < count; i++) {
      preprocessing.apply(pixels(i % COUNT, side), batch, i * size);
    }
    return batch;
  }

  private static int weave(int x, int y, int c) {
    int fine = x * 3 * (c + 1) + y * 5;
    int coarse = (x >> 5) * 37 * (c + 1) + (y >> 5) * 59;
    return fine ^ coarse;
  }

  private static int rings(int x, int y, int c) {
    return (x * x + y * y * (c + 1)) >> 6;
  }
}
