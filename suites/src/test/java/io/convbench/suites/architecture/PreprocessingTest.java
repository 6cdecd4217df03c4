package io.convbench.suites.architecture;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.FloatBuffer;
import org.junit.jupiter.api.Test;

/** One RGB pixel (10, 20, 30) as Keras 3.15.1's preprocess_input gives it. */
class PreprocessingTest {

  private static final byte[] PIXEL = {10, 20, 30};

  @Test
  void tfScalesToMinusOneToOne() {
    assertPixel(Preprocessing.TF, -0.92156863f, -0.84313726f, -0.7647059f);
  }

  @Test
  void caffeSwapsRedAndBlueAndSubtractsMeans() {
    assertPixel(Preprocessing.CAFFE, -73.939f, -96.779f, -113.68f);
  }

  @Test
  void torchStandardisesPerChannel() {
    assertPixel(Preprocessing.TORCH, -1.9466565f, -1.6855742f, -1.2815686f);
  }

  @Test
  void pixelsAbove127AreNotNegative() {
    float[] output = new float[3];
    Preprocessing.TF.apply(new byte[] {(byte) 255, 0, (byte) 255}, output, 0);
    assertArrayEquals(new float[] {1, -1, 1}, output);
  }

  /** More pixels than are normalised at a time, every value in every channel. */
  @Test
  void normalisesAWholeImageIntoABuffer() {
    byte[] rgb = new byte[3 * 2000];
    for (int i = 0; i < rgb.length; i++) {
      rgb[i] = (byte) (i / 3 + 85 * (i % 3));
    }
    FloatBuffer output = FloatBuffer.allocate(rgb.length + 1).position(1);
    Preprocessing.CAFFE.apply(rgb, output);
    assertEquals(rgb.length + 1, output.position());
    float[] means = {103.939f, 116.779f, 123.68f};
    for (int i = 0; i < rgb.length; i++) {
      int c = i % 3;
      assertEquals((rgb[i - c + 2 - c] & 0xFF) - means[c], output.get(1 + i), "value " + i);
    }
  }

  private static void assertPixel(Preprocessing preprocessing, float... expected) {
    float[] output = new float[5];
    preprocessing.apply(PIXEL, output, 1);
    assertArrayEquals(new float[] {0, expected[0], expected[1], expected[2], 0}, output, 1e-6f);
  }
}
