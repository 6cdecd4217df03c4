package io.convbench.results.statistics;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Optional;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class NewestLevelTest {

  /** Where no other series says anything, Student's t-test. */
  private static final ModeratedVariance ALONE = new ModeratedVariance(0, 0);

  /**
   * t = 9 / sqrt(2 (1/5 + 1/3)) = 8.714 of 6 degrees of freedom, whose distribution has the closed
   * form sin x (1 + cos^2 x / 2 + 3 cos^4 x / 8), tan x = t / sqrt 6.
   */
  @Test
  void findsAStepWithStudentsPValue() {
    NewestLevel level = newest(1, 2, 3, 4, 5, 11, 12, 13).orElseThrow();
    assertEquals(5, level.index());
    assertEquals(3, level.before(), 1e-12);
    assertEquals(12, level.after(), 1e-12);
    assertEquals(1.262e-4, level.pValue(), 1e-7);
  }

  @Test
  void findsALastValueThatIsFarOff() {
    NewestLevel level = newest(10, 10.1, 9.9, 10, 10.05, 9.95, 10, 11).orElseThrow();
    assertEquals(7, level.index());
    assertTrue(level.pValue() < 0.001, level::toString);
  }

  @Test
  void findsAChangeOfWhatNeverVaries() {
    assertEquals(0, newest(5, 5, 5, 5, 5, 5, 7).orElseThrow().pValue());
    assertEquals(1, newest(5, 5, 5, 5, 5, 5, 5).orElseThrow().pValue());
  }

  @Test
  void tellsNothingFromALevelOfTooFewValues() {
    assertEquals(Optional.empty(), newest(1, 1.01, 0.99, 1, 5));
    assertEquals(Optional.empty(), newest());
  }

  /** 3 degrees of freedom of variance 4 beside 6 of variance 1: (3 x 4 + 6 x 1) / 9 = 2. */
  @Test
  void takesTheVarianceOfOtherSeriesIntoAccount() {
    ModeratedVariance others = new ModeratedVariance(4, 3);
    double[] before = {-1, 1, -1, 1};
    double[] after = {
      3 - Math.sqrt(0.5), 3 + Math.sqrt(0.5), 3 - Math.sqrt(0.5), 3 + Math.sqrt(0.5)
    };
    // Squares: 4 and 2, variance 6 / 6 = 1; t = 3 / sqrt(2 (1/4 + 1/4)) = 3 of 9 degrees.
    assertEquals(0.01496, NewestLevel.pValue(before, after, others), 1e-5);
  }

  /** The best of 55 splits is tested as if it were the only one, so more than 1 in 1000. */
  @Test
  void seldomFindsAChangeWhereThereIsNone() {
    int found = 0;
    for (int seed = 0; seed < 300; seed++) {
      Random random = new Random(seed);
      double[] values = IntStream.range(0, 60).mapToDouble(i -> random.nextGaussian()).toArray();
      found += newest(values).orElseThrow().pValue() <= 0.001 ? 1 : 0;
    }
    assertTrue(found <= 15, found + " of 300");
  }

  private static Optional<NewestLevel> newest(double... values) {
    return NewestLevel.of(values, 5, ALONE);
  }
}
