package io.convbench.results.statistics;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class MeanIntervalTest {

  @Test
  void agreesWithTheTableOfStudentsT() {
    // Mean 3, s = sqrt(10 / 4); every printed table has t(0.975; 4) = 2.776: 2.776 sqrt(0.5).
    MeanInterval interval = MeanInterval.of(new double[] {4, 1, 5, 3, 2}, 0.95);
    assertEquals(3, interval.estimate());
    assertEquals(3 - 2.776 * Math.sqrt(0.5), interval.low(), 0.0005);
    assertEquals(3 + 2.776 * Math.sqrt(0.5), interval.high(), 0.0005);
  }

  @Test
  void agreesWithNistsHandbook() {
    // NIST/SEMATECH e-Handbook of Statistical Methods, 1.3.5.2, ZARR13.DAT.
    MeanInterval interval = MeanInterval.of(9.261460, 0.02278881, 195, 0.95);
    assertEquals(9.258242, interval.low(), 0.000001);
    assertEquals(9.264679, interval.high(), 0.000001);
  }

  @Test
  void isAPointForEqualValues() {
    assertEquals(new MeanInterval(7, 7, 7), MeanInterval.of(new double[] {7, 7, 7}, 0.95));
  }

  @Test
  void keepsSmallSpreadsOfLargeValues() {
    // The same spread as of 1 to 5, which a sum of squares would lose.
    MeanInterval interval =
        MeanInterval.of(new double[] {1e9 + 1, 1e9 + 2, 1e9 + 3, 1e9 + 4, 1e9 + 5}, 0.95);
    assertEquals(2.776 * Math.sqrt(0.5), interval.high() - (1e9 + 3), 0.0005);
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 1})
  void rejectsFewerThanTwoValues(int count) {
    assertRejected(
        "the interval of a mean needs two values or more, there are " + count, new double[count]);
  }

  @Test
  void rejectsNaN() {
    assertRejected(
        "mean NaN with standard deviation NaN: every value must be finite",
        new double[] {1, Double.NaN});
  }

  private static void assertRejected(String message, double[] values) {
    IllegalArgumentException refusal =
        assertThrows(IllegalArgumentException.class, () -> MeanInterval.of(values, 0.95));
    assertEquals(message, refusal.getMessage());
  }
}
