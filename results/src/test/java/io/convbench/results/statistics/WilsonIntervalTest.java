package io.convbench.results.statistics;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class WilsonIntervalTest {

  /**
   * R. G. Newcombe 1998, "Two-sided confidence intervals for the single proportion: comparison of
   * seven methods", Statistics in Medicine 17, 857-872, table I, method 3 (score, no continuity
   * correction), printed with four digits.
   */
  @ParameterizedTest
  @CsvSource({
    "81, 263, 0.2553, 0.3662",
    "15, 148, 0.0624, 0.1605",
    "0, 20, 0, 0.1611",
    "1, 29, 0.0061, 0.1718"
  })
  void agreesWithNewcombesTable(long hits, long trials, double low, double high) {
    WilsonInterval interval = WilsonInterval.of(hits, trials);
    assertEquals(low, interval.low(), 0.00005);
    assertEquals(high, interval.high(), 0.00005);
    assertEquals((double) hits / trials, interval.estimate());
  }

  /**
   * The formula in 40-digit decimal arithmetic (Python's decimal) with z = 1.959963984540054235...,
   * z^2 = 3.841458820694126, p = 518/650 = 0.796923076923077: shrink 1 + z^2/650 =
   * 1.005909936647222; centre (p + z^2/1300) / shrink = 0.795178590155641; half z sqrt(p (1 -
   * p)/650 + z^2/(4 650^2)) / shrink = 0.030884761305132.
   */
  @Test
  void boundsMobileNetV2OnValidationImages() {
    WilsonInterval interval = WilsonInterval.of(518, 650);
    assertEquals(0.795178590155641 - 0.030884761305132, interval.low(), 1e-12);
    assertEquals(0.795178590155641 + 0.030884761305132, interval.high(), 1e-12);
  }

  @ParameterizedTest
  @CsvSource({"1", "3", "20", "650", "50000", "9223372036854775807"})
  void isExactAtTheEnds(long trials) {
    // At p = 0 Wilson's upper end is z^2 / (n + z^2), and p = 1 mirrors it.
    double square = 1.959963984540054 * 1.959963984540054;
    WilsonInterval none = WilsonInterval.of(0, trials);
    assertEquals(0, none.low());
    assertEquals(square / (trials + square), none.high(), 1e-12);
    WilsonInterval all = WilsonInterval.of(trials, trials);
    assertEquals(trials / (trials + square), all.low(), 1e-12);
    assertEquals(1, all.high());
  }

  @Test
  void rejectsNoTrials() {
    assertRejected("0 hits in 0 trials: there must be a trial, and no more hits than trials", 0, 0);
  }

  @Test
  void rejectsMoreHitsThanTrials() {
    assertRejected("3 hits in 2 trials: there must be a trial, and no more hits than trials", 3, 2);
  }

  @Test
  void rejectsNegativeHits() {
    assertRejected(
        "-1 hits in 2 trials: there must be a trial, and no more hits than trials", -1, 2);
  }

  private static void assertRejected(String message, long hits, long trials) {
    IllegalArgumentException refusal =
        assertThrows(IllegalArgumentException.class, () -> WilsonInterval.of(hits, trials));
    assertEquals(message, refusal.getMessage());
  }
}
