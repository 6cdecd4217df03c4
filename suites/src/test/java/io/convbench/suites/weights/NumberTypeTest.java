package io.convbench.suites.weights;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.ByteBuffer;
import java.util.Locale;
import org.junit.jupiter.api.Test;

class NumberTypeTest {

  /** IEEE 754's definition: (-1)^s 2^(e - bias) 1.m, without the implied one where e is 0. */
  private static double byDefinition(int bits, int exponentBits, int mantissaBits) {
    int bias = (1 << exponentBits - 1) - 1;
    int exponent = bits >> mantissaBits & (1 << exponentBits) - 1;
    double mantissa = (bits & (1 << mantissaBits) - 1) / (double) (1 << mantissaBits);
    double sign = bits >> 15 == 0 ? 1 : -1;
    if (exponent == (1 << exponentBits) - 1) {
      return mantissa == 0 ? sign * Double.POSITIVE_INFINITY : Double.NaN;
    }
    return exponent == 0
        ? sign * mantissa * Math.scalb(1.0, 1 - bias)
        : sign * (1 + mantissa) * Math.scalb(1.0, exponent - bias);
  }

  private static void assertAllBits(NumberType type, int exponentBits, int mantissaBits) {
    for (int bits = 0; bits < 1 << 16; bits++) {
      ByteBuffer bytes = ByteBuffer.allocate(2).putShort(0, (short) bits);
      assertEquals(
          byDefinition(bits, exponentBits, mantissaBits),
          type.next(bytes),
          String.format(Locale.ROOT, "%s %04x", type, bits));
    }
  }

  @Test
  void readsEveryHalf() {
    assertAllBits(NumberType.FLOAT16, 5, 10);
  }

  @Test
  void readsEveryBfloat16() {
    assertAllBits(NumberType.BFLOAT16, 8, 7);
  }
}
