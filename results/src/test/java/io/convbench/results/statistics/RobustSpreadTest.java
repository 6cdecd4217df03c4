package io.convbench.results.statistics;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.List;
import org.junit.jupiter.api.Test;

class RobustSpreadTest {

  /** Median 3; distances 2 1 0 1 97, median 1. */
  @Test
  void oneValueFarOffMovesLittle() {
    RobustSpread spread = RobustSpread.of(List.of(100.0, 1.0, 2.0, 3.0, 4.0));

    assertEquals(3, spread.median());
    assertEquals(1.4826, spread.deviation(), 1e-12);
    assertEquals(Math.PI / 2 * 1.4826 * 1.4826 / 5, spread.medianVariance(), 1e-12);
  }

  @Test
  void ofAnEvenNumberTakesTheMeanOfBothInTheMiddle() {
    double[] values = {4, 1, 3, 10};

    assertEquals(3.5, RobustSpread.medianOf(values));
    assertEquals(4, values[0], "sorts a copy");
  }

  /** Median 3, three deviations 3 x 1.4826. */
  @Test
  void aValueFarOffCountsAsThreeDeviations() {
    double[] values = {100, 1, 2, 3, 4};

    assertArrayEquals(
        new double[] {3 + 4.4478, 1, 2, 3, 4}, RobustSpread.winsorised(values), 1e-12);
    assertEquals(100, values[0], "of a copy");
    assertArrayEquals(new double[] {5, 5, 5, 7}, RobustSpread.winsorised(5, 5, 5, 7));
  }

  @Test
  void refusesNone() {
    assertThrows(IllegalArgumentException.class, RobustSpread::medianOf);
  }
}
