package io.convbench.harness.measurement;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.convbench.suites.architecture.Preprocessing;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class SeededImagesTest {

  private static final int SIDE = 224;

  @Test
  void weavesTheFirstImage() {
    // x 40, y 70, green: (40*3*2 + 70*5) ^ (1*37*2 + 2*59) = 590 ^ 192 = 654, of which 8 bits
    assertEquals(654 & 255, at(0, 40, 70, 1));
  }

  @Test
  void drawsRingsInTheSecondImage() {
    // x 100, y 50, blue: (10000 + 2500*3) >> 6 = 273, of which 8 bits
    assertEquals(273 & 255, at(1, 100, 50, 2));
  }

  /** 2^31 - 1 bytes are 3566.6 images of 224 x 224 x 3 floats. */
  @Test
  void refusesABatchBeyondABuffer() {
    assertEquals(
        "3567 images of 224x224x3 values are more than a Java buffer holds",
        assertThrows(
                IllegalArgumentException.class,
                () -> SeededImages.batch(3567, 224, Preprocessing.TF))
            .getMessage());
    assertEquals(Optional.empty(), SeededImages.refusal(3566, 224));
    assertTrue(SeededImages.refusal(Integer.MAX_VALUE, 4096).isPresent());
  }

  private static int at(int image, int x, int y, int channel) {
    return SeededImages.pixels(image, SIDE)[(y * SIDE + x) * 3 + channel] & 0xFF;
  }
}
