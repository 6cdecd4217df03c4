package io.convbench.results.statistics;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.convbench.results.statistics.ChangePoints.ChangePoint;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class ChangePointsTest {

  /**
   * t = 9 / sqrt(2 (1/5 + 1/3)) = 8.714 of 6 degrees of freedom, whose distribution has the closed
   * form sin x (1 + cos^2 x / 2 + 3 cos^4 x / 8), tan x = t / sqrt 6.
   */
  @Test
  void findsAStepWithStudentsPValue() {
    List<ChangePoint> changes = ChangePoints.of(new double[] {1, 2, 3, 4, 5, 11, 12, 13}, 0.001, 2);
    assertEquals(1, changes.size());
    assertEquals(5, changes.get(0).index());
    assertEquals(3, changes.get(0).before(), 1e-12);
    assertEquals(12, changes.get(0).after(), 1e-12);
    assertEquals(1.262e-4, changes.get(0).pValue(), 1e-7);
  }

  @Test
  void findsALastValueThatIsFarOff() {
    List<ChangePoint> changes =
        ChangePoints.of(new double[] {10, 10.1, 9.9, 10, 10.05, 9.95, 10, 11}, 0.001, 5);
    assertEquals(List.of(7), changes.stream().map(ChangePoint::index).toList());
  }

  @Test
  void findsTwoSteps() {
    Random random = new Random(1);
    double[] values =
        IntStream.range(0, 60)
            .mapToDouble(i -> (i < 20 ? 0 : i < 40 ? 1 : 0.5) + 0.05 * random.nextGaussian())
            .toArray();
    assertEquals(
        List.of(20, 40),
        ChangePoints.of(values, 0.001, 5).stream().map(ChangePoint::index).toList());
  }

  @Test
  void findsAChangeOfWhatNeverVaries() {
    assertEquals(
        List.of(6),
        ChangePoints.of(new double[] {5, 5, 5, 5, 5, 5, 7}, 0.001, 5).stream()
            .map(ChangePoint::index)
            .toList());
    assertEquals(List.of(), ChangePoints.of(new double[] {5, 5, 5, 5, 5, 5, 5}, 0.001, 5));
  }

  @Test
  void tellsNothingFromALevelOfTooFewValues() {
    assertEquals(List.of(), ChangePoints.of(new double[] {1, 1.01, 0.99, 1, 5}, 0.001, 5));
    assertEquals(List.of(), ChangePoints.of(new double[] {}, 0.001, 5));
    assertEquals(List.of(), ChangePoints.of(new double[] {1}, 0.001, 1));
  }

  /** The best of 59 splits is tested as if it were the only one, so more than 1 in 1000. */
  @Test
  void seldomFindsAChangeWhereThereIsNone() {
    int found = 0;
    for (int seed = 0; seed < 300; seed++) {
      Random random = new Random(seed);
      double[] values = IntStream.range(0, 60).mapToDouble(i -> random.nextGaussian()).toArray();
      found += ChangePoints.of(values, 0.001, 5).isEmpty() ? 0 : 1;
    }
    assertTrue(found <= 15, found + " of 300");
  }
}
