package io.convbench.suites.architecture;

import java.nio.FloatBuffer;
import java.util.Arrays;
import java.util.Locale;

/**
 * How 8-bit RGB pixels become network input, in Keras's words ({@code preprocess_input}).
 *
 * <p>Each mode is an affine map per output channel: {@code (pixel / divisor - mean) / deviation}.
 */
public enum Preprocessing {
  /** x: the network scales pixels itself. */
  NONE(false, 1f, new float[] {0, 0, 0}, new float[] {1, 1, 1}),
  /** x / 127.5 - 1 for all channels. */
  TF(false, 127.5f, new float[] {1, 1, 1}, new float[] {1, 1, 1}),
  /** RGB to BGR, then minus (103.939, 116.779, 123.68); no scaling. */
  CAFFE(true, 1f, new float[] {103.939f, 116.779f, 123.68f}, new float[] {1, 1, 1}),
  /** x / 255, minus (0.485, 0.456, 0.406), divided by (0.229, 0.224, 0.225). */
  TORCH(false, 255f, new float[] {0.485f, 0.456f, 0.406f}, new float[] {0.229f, 0.224f, 0.225f});

  /** Values normalised at a time: few enough for a core's nearest cache. */
  private static final int PIECE = 3 * 1024;

  private final boolean bgr;

  private final String description;

  /** Network value by output channel and pixel value. */
  private final float[][] values;

  Preprocessing(boolean bgr, float divisor, float[] mean, float[] deviation) {
    this.bgr = bgr;
    this.description =
        "%s: uint8 channels in the order %s, (pixel / %s - mean) / deviation with mean %s and deviation %s"
            .formatted(
                name().toLowerCase(Locale.ROOT),
                bgr ? "BGR" : "RGB",
                divisor,
                Arrays.toString(mean),
                Arrays.toString(deviation));
    this.values = new float[3][256];
    for (int c = 0; c < 3; c++) {
      for (int pixel = 0; pixel < 256; pixel++) {
        // In float32, as Keras computes.
        values[c][pixel] = (pixel / divisor - mean[c]) / deviation[c];
      }
    }
  }

  /**
   * The map in one line for readers of a model file: Keras's word, the channels' order, divisor,
   * and mean and deviation in that order.
   */
  public String description() {
    return description;
  }

  /**
   * Normalises interleaved pixels.
   *
   * @param rgb uint8 pixels, rows x columns x (R, G, B)
   * @param output receives as many floats in the same order, channels as the network wants them
   * @param offset where to start in {@code output}
   */
  public void apply(byte[] rgb, float[] output, int offset) {
    apply(rgb, FloatBuffer.wrap(output, offset, rgb.length));
  }

  /**
   * The same into a buffer, from its position on, which moves by as many floats.
   *
   * @param rgb uint8 pixels, rows x columns x (R, G, B)
   */
  public void apply(byte[] rgb, FloatBuffer output) {
    float[] piece = new float[Math.min(PIECE, rgb.length)];
    for (int from = 0; from < rgb.length; from += PIECE) {
      int count = Math.min(PIECE, rgb.length - from);
      normalise(rgb, from, count, piece);
      output.put(piece, 0, count);
    }
  }

  private void normalise(byte[] rgb, int from, int count, float[] piece) {
    float[] first = values[0];
    float[] second = values[1];
    float[] third = values[2];
    int firstSource = from + (bgr ? 2 : 0);
    int thirdSource = from + (bgr ? 0 : 2);
    for (int i = 0; i < count; i += 3) {
      piece[i] = first[rgb[firstSource + i] & 0xFF];
      piece[i + 1] = second[rgb[from + 1 + i] & 0xFF];
      piece[i + 2] = third[rgb[thirdSource + i] & 0xFF];
    }
  }
}
