package io.convbench.harness.measurement;

import static org.junit.jupiter.api.Assertions.assertEquals;

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

  private static int at(int image, int x, int y, int channel) {
    return SeededImages.pixels(image, SIDE)[(y * SIDE + x) * 3 + channel] & 0xFF;
  }
}
