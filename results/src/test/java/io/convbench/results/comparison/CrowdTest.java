package io.convbench.results.comparison;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.Arrays;
import org.junit.jupiter.api.Test;

class CrowdTest {

  /**
   * Median 0.02; distances 0.04 0.03 0.02 0.01 0 0.01 0.02 0.03 0.28, in errors of 0.01 median 2.
   */
  @Test
  void widensErrorsByWhatMostRatiosScatter() {
    double[] logs = {-0.02, -0.01, 0, 0.01, 0.02, 0.03, 0.04, 0.05, 0.30};
    double[] errors = new double[9];
    Arrays.fill(errors, 0.01);

    Crowd crowd = Crowd.of(logs, errors);

    assertEquals(0.02, crowd.shift(), 1e-12);
    assertEquals(1.4826 * 2, crowd.widening(), 1e-12);
    assertEquals((0.30 - 0.02) / (2 * 1.4826 * 0.01), crowd.errors(0.30, 0.01, 0.05), 1e-9);
  }

  /** Beyond the floor what all share may be a change of all. */
  @Test
  void takesNoMoreThanTheFloorForTheMachines() {
    Crowd crowd = new Crowd(Math.log(1.2), 1);
    assertEquals(Math.log(1.2 / 1.05) / 0.01, crowd.errors(Math.log(1.2), 0.01, 0.05), 1e-9);
    Crowd faster = new Crowd(-Math.log(1.2), 1);
    assertEquals(-Math.log(1.2 / 1.05) / 0.01, faster.errors(-Math.log(1.2), 0.01, 0.05), 1e-9);
  }

  @Test
  void narrowsNothingAndFewRatiosSayNothing() {
    double[] errors = new double[9];
    Arrays.fill(errors, 1);
    assertEquals(1, Crowd.of(new double[9], errors).widening());
    assertEquals(new Crowd(0, 1), Crowd.of(new double[] {1, 2, 3}, new double[] {1, 1, 1}));
  }
}
