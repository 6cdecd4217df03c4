package io.convbench.harness.training;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;

class LabeledCropsTest {

  private static final int SIDE = 4;

  @Test
  void wholePictureIsItself() {
    byte[] rgb = rows(0, 50, 150, 255);

    assertArrayEquals(rgb, zoomed(rgb, 1, 0, 0, false));
  }

  @Test
  void mirrorsLeftAndRight() {
    assertArrayEquals(rows(255, 150, 50, 0), zoomed(rows(0, 50, 150, 255), 1, 0, 0, true));
  }

  /**
   * The middle half of four pixels, whose centres are at 1/4, 3/4, 5/4, 7/4 of its pixels, is seen
   * at the columns 0.75, 1.25, 1.75 and 2.25: between 0, 100, 200, 240 these are 75, 125, 175, 210.
   */
  @Test
  void interpolatesBetweenCentresOfPixels() {
    assertArrayEquals(rows(75, 125, 175, 210), zoomed(rows(0, 100, 200, 240), 0.5, 1, 1, false));
  }

  /** Of the left half, the first column would be left of the first centre. */
  @Test
  void continuesTheBorderOutwards() {
    assertEquals(0, zoomed(rows(0, 100, 200, 240), 0.5, 0, 0, false)[0]);
    assertEquals(25, zoomed(rows(0, 100, 200, 240), 0.5, 0, 0, false)[3]);
  }

  private static byte[] zoomed(byte[] rgb, double part, double top, double left, boolean mirrored) {
    byte[] zoomed = new byte[rgb.length];
    LabeledCrops.zoom(rgb, SIDE, part, top, left, mirrored, zoomed);
    return zoomed;
  }

  /** All rows alike, gray. */
  private static byte[] rows(int... grays) {
    byte[] rgb = new byte[SIDE * SIDE * 3];
    for (int i = 0; i < rgb.length; i++) {
      rgb[i] = (byte) grays[i / 3 % SIDE];
    }
    return rgb;
  }
}
