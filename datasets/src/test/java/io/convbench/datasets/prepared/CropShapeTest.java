package io.convbench.datasets.prepared;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import org.junit.jupiter.api.Test;

class CropShapeTest {

  /** 224 x 224 x 3 = 150,528 bytes an image; 50,000 images are 7,526,400,000 bytes. */
  @Test
  void addressesBeyondTwoGibibytes() {
    CropShape shape = new CropShape(224, 1);
    assertEquals(150_528, shape.imageBytes());
    assertEquals(7_526_400_000L, shape.position(50_000));
  }

  /** 2^30 / 150,528 = 7133.2: whole images only. */
  @Test
  void cutsMapsBetweenImages() {
    assertEquals(7133, new CropShape(224, 1).imagesPerMap());
    assertEquals(713, new CropShape(224, 10).imagesPerMap());
  }

  /** 26,754^2 x 3 = 2,147,329,548 bytes fit below 2^31, a pixel more does not. */
  @Test
  void refusesAnImageLargerThanAnArray() {
    assertEquals(2_147_329_548, new CropShape(26_754, 1).imageBytes());
    for (int side : new int[] {26_755, 1_431_655_766}) {
      assertEquals(
          "1 crops of side %s are more than 2 GiB an image: use a smaller side".formatted(side),
          assertThrows(IllegalArgumentException.class, () -> new CropShape(side, 1)).getMessage());
    }
  }

  @Test
  void refusesNoSide() {
    assertThrows(IllegalArgumentException.class, () -> new CropShape(0, 1));
  }
}
