package io.convbench.suites.architecture;

/**
 * How 8-bit RGB pixels become network input, in Keras's words ({@code preprocess_input}).
 *
 * <p>Each mode is an affine map per output channel: {@code (pixel / divisor - mean) / deviation}.
 */
public enum Preprocessing {
  /** x / 127.5 - 1 for all channels. */
  TF(false, 127.5f, new float[] {1, 1, 1}, new float[] {1, 1, 1}),
  /** RGB to BGR, then minus (103.939, 116.779, 123.68); no scaling. */
  CAFFE(true, 1f, new float[] {103.939f, 116.779f, 123.68f}, new float[] {1, 1, 1}),
  /** x / 255, minus (0.485, 0.456, 0.406), divided by (0.229, 0.224, 0.225). */
  TORCH(false, 255f, new float[] {0.485f, 0.456f, 0.406f}, new float[] {0.229f, 0.224f, 0.225f});

  private final boolean bgr;
  private final float divisor;
  private final float[] mean;
  private final float[] deviation;

  Preprocessing(boolean bgr, float divisor, float[] mean, float[] deviation) {
    this.bgr = bgr;
    this.divisor = divisor;
    this.mean = mean;
    this.deviation = deviation;
  }

  /**
   * Normalises interleaved pixels.
   *
   * @param rgb uint8 pixels, rows x columns x (R, G, B)
   * @param output receives as many floats in the same order, channels as the network wants them
   * @param offset where to start in {@code output}
   */
  public void apply(byte[] rgb, float[] output, int offset) {
    float[][] table = table();
    for (int i = 0; i < rgb.length; i += 3) {
      for (int c = 0; c < 3; c++) {
        int source = bgr ? 2 - c : c;
        output[offset + i + c] = table[c][rgb[i + source] & 0xFF];
      }
    }
  }

  /** Network value by output channel and pixel value, computed in float32 as Keras does. */
  private float[][] table() {
    float[][] table = new float[3][256];
    for (int c = 0; c < 3; c++) {
      for (int value = 0; value < 256; value++) {
        table[c][value] = (value / divisor - mean[c]) / deviation[c];
      }
    }
    return table;
  }
}
