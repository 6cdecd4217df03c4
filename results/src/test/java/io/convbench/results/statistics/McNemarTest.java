package io.convbench.results.statistics;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class McNemarTest {

  /** 2 P(X <= fewer) in binomial(n, 1/2), from Pascal's triangle. */
  @ParameterizedTest
  @CsvSource({
    "0, 5, 0.0625", // 2 / 32
    "1, 9, 0.021484375", // 2 (1 + 10) / 1024
    "2, 4, 0.6875", // 2 (1 + 6 + 15) / 64
    "3, 3, 1", // 2 (1 + 6 + 15 + 20) / 64 is above 1
    "0, 24, 1.1920928955078125E-7", // 2 / 2^24
    "0, 0, 1"
  })
  void isExactForFewPairs(long onlyFirst, long onlySecond, double pValue) {
    assertEquals(pValue, McNemar.of(onlyFirst, onlySecond).pValue(), 1e-15);
    assertEquals(pValue, McNemar.of(onlySecond, onlyFirst).pValue(), 1e-15);
  }

  /** The square root of a chi-squared of one degree is normal: p = 2 (1 - Phi(root)). */
  @Test
  void correctsForContinuityFromTwentyFivePairs() {
    // (20 - 1)^2 / 100 = 1.9^2
    assertEquals(0.057433119, McNemar.of(60, 40).pValue(), 1e-9);
    // (11 - 1)^2 / 25 = 2^2
    assertEquals(0.045500264, McNemar.of(18, 7).pValue(), 1e-9);
  }

  @Test
  void tellsApartBelowFivePercent() {
    assertTrue(McNemar.of(6, 0).tellsApart());
    assertFalse(McNemar.of(5, 0).tellsApart());
  }

  @Test
  void isOneForEqualCounts() {
    assertEquals(1, McNemar.of(40, 40).pValue());
  }

  @Test
  void countsPairsOfWhichOnlyOneIsRight() {
    boolean[] first = {true, true, true, false, false, true};
    boolean[] second = {true, false, false, true, false, false};
    assertEquals(McNemar.of(3, 1), McNemar.of(first, second));
  }

  @Test
  void refusesOutcomesOfOtherImages() {
    assertEquals(
        "1 outcomes beside 2: the test needs the same images",
        assertThrows(
                IllegalArgumentException.class, () -> McNemar.of(new boolean[1], new boolean[2]))
            .getMessage());
  }

  @Test
  void refusesNegativeCounts() {
    assertEquals(
        "discordant pairs -1 and 2: counts are 0 or more",
        assertThrows(IllegalArgumentException.class, () -> McNemar.of(-1, 2)).getMessage());
  }
}
