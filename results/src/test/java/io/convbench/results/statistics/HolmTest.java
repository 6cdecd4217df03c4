package io.convbench.results.statistics;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import org.junit.jupiter.api.Test;

class HolmTest {

  /** Ascending 0.005, 0.01, 0.03, 0.04 times 4, 3, 2, 1; the last may not be below 0.06. */
  @Test
  void multipliesTheLeastByAllAndNeverDecreases() {
    assertArrayEquals(
        new double[] {0.03, 0.06, 0.06, 0.02},
        Holm.corrected(new double[] {0.01, 0.04, 0.03, 0.005}),
        1e-15);
  }

  @Test
  void isAtMostOne() {
    assertArrayEquals(new double[] {1, 1}, Holm.corrected(new double[] {0.6, 0.9}));
  }

  /** 3 x 0.02; the second 2 x 0.02 is raised to it. */
  @Test
  void treatsEqualValuesAlike() {
    assertArrayEquals(
        new double[] {0.06, 0.06, 0.5}, Holm.corrected(new double[] {0.02, 0.02, 0.5}), 1e-15);
  }

  @Test
  void leavesASingleTestAsItIs() {
    assertArrayEquals(new double[] {0.04}, Holm.corrected(new double[] {0.04}));
    assertArrayEquals(new double[0], Holm.corrected(new double[0]));
  }

  @Test
  void refusesWhatIsNoProbability() {
    assertEquals(
        "p = 1.5 is not between 0 and 1",
        assertThrows(IllegalArgumentException.class, () -> Holm.corrected(new double[] {0.1, 1.5}))
            .getMessage());
  }
}
