package io.convbench.results.statistics;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import org.junit.jupiter.api.Test;

class PairedDifferenceTest {

  /** By hand: (16 - 6) / 102 ± 1.96 sqrt((22/102 - (10/102)^2) / 102). */
  @Test
  void isTheAdjustedWaldInterval() {
    PairedDifference difference = PairedDifference.of(5, 15, 100);
    assertEquals(0.10, difference.estimate(), 1e-12);
    assertEquals(0.0099423, difference.low(), 1e-6);
    assertEquals(0.1861361, difference.high(), 1e-6);
  }

  @Test
  void isNotWithoutWidthWhereAllImagesAgree() {
    PairedDifference difference = PairedDifference.of(0, 0, 650);
    assertEquals(0, difference.estimate());
    assertEquals(-difference.low(), difference.high(), 1e-15);
    // 1.96 sqrt(2 / 652 / 652)
    assertEquals(0.0042512, difference.high(), 1e-6);
  }

  @Test
  void refusesMorePairsThanImages() {
    assertThrows(IllegalArgumentException.class, () -> PairedDifference.of(3, 3, 5));
  }
}
