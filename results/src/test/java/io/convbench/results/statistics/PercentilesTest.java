package io.convbench.results.statistics;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PercentilesTest {

  @ParameterizedTest
  @CsvSource({"0, 15", "25, 20", "40, 29", "50, 35", "95, 48", "100, 50"})
  void interpolatesBetweenNeighbours(double percent, double expected) {
    // Index percent / 100 * 4 into 15, 20, 35, 40, 50: 40 % is 1.6, hence 20 + 0.6 * 15.
    Percentiles percentiles = Percentiles.of(new double[] {35, 20, 15, 50, 40});
    assertEquals(expected, percentiles.at(percent), 1e-12);
  }

  @ParameterizedTest
  @CsvSource({"1, 0.278", "25, 2.3", "50, 4.4", "90, 9.16", "99, 9.646"})
  void agreesWithNumPy(double percent, double expected) {
    // numpy.percentile([3.1, 0.2, 9.7, 4.4, 4.4, 1.5, 8.8], [1, 25, 50, 90, 99]), NumPy 2.4.6.
    Percentiles percentiles = Percentiles.of(new double[] {3.1, 0.2, 9.7, 4.4, 4.4, 1.5, 8.8});
    assertEquals(expected, percentiles.at(percent), 1e-12);
  }

  @Test
  void isTheValueItselfWhenThereIsOne() {
    assertEquals(7, Percentiles.of(new double[] {7}).at(99));
  }

  @Test
  void leavesTheValuesInTheirOrder() {
    double[] values = {3, 1, 2};
    Percentiles.of(values);
    assertArrayEquals(new double[] {3, 1, 2}, values);
  }

  @Test
  void rejectsNoValues() {
    assertRejected("no values: percentiles need at least one", new double[0], 50);
  }

  @Test
  void rejectsValuesThatAreNotFinite() {
    assertRejected(
        "values from 1.0 to NaN: every value must be finite", new double[] {Double.NaN, 1}, 50);
  }

  @Test
  void rejectsPercentilesOutside() {
    assertRejected("percentile 100.5 is not between 0 and 100", new double[] {1}, 100.5);
  }

  private static void assertRejected(String message, double[] values, double percent) {
    IllegalArgumentException refusal =
        assertThrows(IllegalArgumentException.class, () -> Percentiles.of(values).at(percent));
    assertEquals(message, refusal.getMessage());
  }
}
