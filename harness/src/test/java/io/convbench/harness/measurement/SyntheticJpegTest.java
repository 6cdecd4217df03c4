package io.convbench.harness.measurement;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.convbench.datasets.image.DecodedImage;
import io.convbench.datasets.image.ImageDecoder;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class SyntheticJpegTest {

  @Test
  void isAsLargeAsAPhotographInImageNetAndTheSameEachTime() throws Exception {
    SyntheticJpeg jpeg = SyntheticJpeg.make();

    assertTrue(Math.abs(jpeg.bytes().length - 110_000) < 11_000, jpeg.description());
    assertArrayEquals(jpeg.bytes(), SyntheticJpeg.make().bytes());
    assertEquals(
        "synthetic JPEG of 500 x 375 pixels, %s bytes, seed 1".formatted(jpeg.bytes().length),
        jpeg.description());
  }

  @Test
  void isASoundImageOfManyShades() throws Exception {
    try (DecodedImage decoded = ImageDecoder.read("synthetic", SyntheticJpeg.make().bytes())) {
      assertEquals(Optional.empty(), decoded.warning());
      assertEquals(500, decoded.picture().width());
      assertEquals(375, decoded.picture().height());
      boolean[] seen = new boolean[256];
      for (byte value : decoded.picture().pixels()) {
        seen[value & 0xff] = true;
      }
      int shades = 0;
      for (boolean one : seen) {
        shades += one ? 1 : 0;
      }
      assertTrue(shades > 200, shades + " shades");
    }
  }
}
