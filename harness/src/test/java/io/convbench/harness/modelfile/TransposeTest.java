package io.convbench.harness.modelfile;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.convbench.suites.graph.Shape;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import org.junit.jupiter.api.Test;

class TransposeTest {

  @Test
  void transposesAMatrix() throws IOException {
    float[] twoByThree = {1, 2, 3, 4, 5, 6};

    assertArrayEquals(
        new float[] {1, 4, 2, 5, 3, 6}, written(Transpose.of(1, 0), twoByThree, Shape.of(2, 3)));
  }

  @Test
  void putsOutputChannelsOutermost() throws IOException {
    // (rows 1, columns 2, in 2, out 2); value = 100 column + 10 in + out
    float[] kernel = {0, 1, 10, 11, 100, 101, 110, 111};

    assertArrayEquals(
        new float[] {0, 10, 100, 110, 1, 11, 101, 111},
        written(Transpose.of(3, 0, 1, 2), kernel, Shape.of(1, 2, 2, 2)));
  }

  @Test
  void putsEveryValueOfManyOutputChannelsWhereItBelongs() throws IOException {
    int outs = 37;
    float[] kernel = new float[3 * 2 * 5 * outs];
    float[] expected = new float[kernel.length];
    for (int row = 0, i = 0; row < 3; row++) {
      for (int column = 0; column < 2; column++) {
        for (int in = 0; in < 5; in++) {
          for (int out = 0; out < outs; out++, i++) {
            kernel[i] = i;
            expected[((out * 5 + in) * 3 + row) * 2 + column] = i;
          }
        }
      }
    }

    assertArrayEquals(expected, written(Transpose.of(3, 2, 0, 1), kernel, Shape.of(3, 2, 5, outs)));
  }

  @Test
  void roundsToThePrecision() throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    Transpose.of(1, 0).write(new float[] {1, -2}, Shape.of(1, 2), Precision.BF16, out);

    assertArrayEquals(new byte[] {(byte) 0x80, 0x3f, 0x00, (byte) 0xc0}, out.toByteArray());

    out.reset();
    Transpose.identity(1).write(new float[] {1, -2}, Shape.of(2), Precision.BF16, out);
    assertArrayEquals(new byte[] {(byte) 0x80, 0x3f, 0x00, (byte) 0xc0}, out.toByteArray());
  }

  @Test
  void leavesAVectorAsItLies() throws IOException {
    float[] vector = {3, 1, 2};

    assertArrayEquals(vector, written(Transpose.identity(1), vector, Shape.of(3)));
  }

  @Test
  void writesMoreThanItsBufferHolds() throws IOException {
    float[] large = new float[300_000];
    for (int i = 0; i < large.length; i++) {
      large[i] = i;
    }

    assertArrayEquals(large, written(Transpose.identity(2), large, Shape.of(300, 1000)));
  }

  @Test
  void rejectsAnAxisTwice() {
    assertThrows(IllegalArgumentException.class, () -> Transpose.of(0, 0));
  }

  private static float[] written(Transpose order, float[] values, Shape shape) throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    order.write(values, shape, Precision.FP32, out);
    float[] result = new float[out.size() / Float.BYTES];
    ByteBuffer.wrap(out.toByteArray()).order(ByteOrder.LITTLE_ENDIAN).asFloatBuffer().get(result);
    return result;
  }
}
