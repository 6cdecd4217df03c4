package io.convbench.results.statistics;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import org.junit.jupiter.api.Test;

/** By the table of Student's t: 4.302653 for two degrees of freedom at 97.5 %. */
class MeanIntervalTest {

  @Test
  void ofThreeValuesIsThatOfTheTable() {
    MeanInterval interval = MeanInterval.of(1, 2, 3);

    assertEquals(2, interval.mean());
    // The standard deviation is 1.
    double half = 4.302653 / Math.sqrt(3);
    assertEquals(2 - half, interval.low(), 1e-6);
    assertEquals(2 + half, interval.high(), 1e-6);
    assertEquals(1, interval.least());
    assertEquals(3, interval.most());
  }

  @Test
  void ofOneValueHasNoEnd() {
    MeanInterval interval = MeanInterval.of(0.4);

    assertEquals(0.4, interval.mean());
    assertEquals(Double.NEGATIVE_INFINITY, interval.low());
    assertEquals(Double.POSITIVE_INFINITY, interval.high());
  }

  @Test
  void refusesNone() {
    assertThrows(IllegalArgumentException.class, MeanInterval::of);
  }
}
