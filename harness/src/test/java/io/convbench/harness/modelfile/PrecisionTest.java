package io.convbench.harness.modelfile;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.nio.ByteBuffer;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Bit patterns of IEEE 754 binary16 and of bfloat16, from their published examples or by hand. */
class PrecisionTest {

  @Test
  void knowsHalfPrecisionsExamples() {
    assertHalf(0x3c00, 1);
    assertHalf(0xc000, -2);
    assertHalf(0x3555, 1 / 3f);
    assertHalf(0x8000, -0f);
    assertHalf(0x7bff, 65504);
    assertHalf(0x7e00, Float.NaN);
  }

  @Test
  void roundsHalvesToTheNearestAndTiesToEven() {
    assertHalf(0x3c00, 1 + 0x1p-11f);
    assertHalf(0x3c01, 1 + 0x1p-11f + 0x1p-20f);
    assertHalf(0x3c02, 1 + 3 * 0x1p-11f);
    assertHalf(0x4000, 2 - 0x1p-12f);
  }

  @Test
  void keepsSubnormalHalves() {
    assertHalf(0x0400, 0x1p-14f);
    assertHalf(0x0200, 0x1p-15f);
    assertHalf(0x0001, 0x1p-24f);
    assertHalf(0x0000, 0x1p-25f);
    assertHalf(0x0400, 0x1p-14f - 0x1p-26f);
  }

  @Test
  void overflowsHalvesToInfinity() {
    assertHalf(0x7bff, Math.nextDown(65520f));
    assertHalf(0x7c00, 65520);
    assertHalf(0xfc00, Float.NEGATIVE_INFINITY);
  }

  @Test
  void roundsToTheUpperHalfOfAFloat() {
    assertBrain(0x3f80, 1);
    assertBrain(0x4049, (float) Math.PI);
    assertBrain(0x3f80, 1 + 0x1p-8f);
    assertBrain(0x3f82, 1 + 3 * 0x1p-8f);
    assertBrain(0x7f80, Float.MAX_VALUE);
    assertBrain(0x7fc0, Float.NaN);
  }

  @Test
  void putsAsManyBytesAsItSays() {
    for (Precision precision : Precision.values()) {
      ByteBuffer buffer = ByteBuffer.allocate(8);
      precision.put(1, buffer);

      assertEquals(precision.bytes(), buffer.position(), precision.id());
    }
  }

  /** TF32 is a way to multiply; in memory it is float32. */
  @Test
  void storesTf32AsFp32() {
    assertEquals(Precision.FP32, Precision.TF32.stored());
    assertEquals(0x3f800001, Precision.TF32.bits(Math.nextUp(1f)));
    assertEquals(List.of(Precision.FP32, Precision.FP16, Precision.BF16), Precision.allStored());
  }

  @Test
  void namesThePrecisions() {
    String message =
        assertThrows(IllegalArgumentException.class, () -> Precision.named("int8")).getMessage();

    assertEquals("unknown precision 'int8': choose from fp32, tf32, fp16, bf16", message);
  }

  private static void assertHalf(int bits, float value) {
    assertEquals(Integer.toHexString(bits), Integer.toHexString(Precision.FP16.bits(value)));
  }

  private static void assertBrain(int bits, float value) {
    assertEquals(Integer.toHexString(bits), Integer.toHexString(Precision.BF16.bits(value)));
  }
}
