package io.convbench.results.statistics;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;

class RankTestTest {

  /** Of the 70 orders of 4 against 4 two do not overlap. */
  @Test
  void countsOrders() {
    RankTest test = RankTest.of(new double[] {1, 2, 3, 4}, new double[] {5, 6, 7, 8});
    assertEquals(2 / 70.0, test.pValue(), 1e-12);
    assertEquals(2 / 70.0, test.leastPValue(), 1e-12);
    assertTrue(test.tellsApart());
  }

  /** One value out of place: 2 of the 20 orders are so one-sided at either end. */
  @Test
  void ofThreeAgainstThreeAsksThatTheyDoNotOverlap() {
    RankTest apart = RankTest.of(new double[] {1, 2, 3}, new double[] {4, 5, 6});
    assertEquals(0.1, apart.pValue(), 1e-12);
    assertTrue(apart.tellsApart());
    RankTest overlapping = RankTest.of(new double[] {1, 2, 4}, new double[] {3, 5, 6});
    assertEquals(0.2, overlapping.pValue(), 1e-12);
    assertFalse(overlapping.tellsApart());
  }

  @Test
  void needsLessThanNoOverlapWhereValuesAreMany() {
    RankTest test = RankTest.of(new double[] {1, 2, 3, 4, 6}, new double[] {5, 7, 8, 9, 10});
    // U = 1: 1 + 1 of the 252 orders at either end.
    assertEquals(4 / 252.0, test.pValue(), 1e-12);
    assertTrue(test.tellsApart());
  }

  @Test
  void clocksThatGiveTwoProcessesOneTimeAreNoReasonAgainstADifference() {
    assertTrue(RankTest.of(new double[] {5, 5, 5}, new double[] {6, 6, 6}).tellsApart());
    assertTrue(RankTest.of(new double[] {5, 5}, new double[] {6, 6}).tellsApart());
    assertFalse(RankTest.of(new double[] {5, 5}, new double[] {5, 5}).tellsApart());
  }

  @Test
  void refusesNoValues() {
    assertThrows(
        IllegalArgumentException.class, () -> RankTest.of(new double[] {}, new double[] {1}));
  }
}
