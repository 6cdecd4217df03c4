package io.convbench.harness.transfer;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;

class LimitedMemoryBfgsTest {

  @Test
  void findsTheMinimumOfAParabola() {
    LimitedMemoryBfgs.Minimum minimum = search(100);

    assertEquals(3, minimum.point()[0], 1e-6);
    assertEquals(-1, minimum.point()[1], 1e-6);
    assertTrue(minimum.reached());
  }

  @Test
  void saysThatItEndedBeforeTheMinimum() {
    assertFalse(search(2).reached());
  }

  @Test
  void takesAStartAtTheMinimumAsReached() {
    assertTrue(
        new LimitedMemoryBfgs(LimitedMemoryBfgsTest::parabola, 1e-8, 0)
            .minimum(new double[] {3, -1})
            .reached());
  }

  private static LimitedMemoryBfgs.Minimum search(int mostSteps) {
    return new LimitedMemoryBfgs(LimitedMemoryBfgsTest::parabola, 1e-8, mostSteps)
        .minimum(new double[2]);
  }

  /** (x - 3)^2 + 50 (y + 1)^2. */
  private static double parabola(double[] point, double[] gradient) {
    double x = point[0] - 3;
    double y = point[1] + 1;
    gradient[0] = 2 * x;
    gradient[1] = 100 * y;
    return x * x + 50 * y * y;
  }
}
