package io.convbench.results.statistics;

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

  @Test
  void refusesNone() {
    assertThrows(IllegalArgumentException.class, RobustSpread::medianOf);
  }
}
