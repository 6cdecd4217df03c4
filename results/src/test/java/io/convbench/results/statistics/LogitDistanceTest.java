package io.convbench.results.statistics;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;

class LogitDistanceTest {

  /** Mean 0, standard deviation 2 in both images. */
  private static final float[] REFERENCE = {2, -2, 2, -2, 2, -2, 2, -2, 2, -2, 2, -2};

  @Test
  void isTheLargestDifferenceOfTheWorstImageInStandardDeviations() {
    float[] first = {6, 5, 4, 3, 2, 1, 6, 5, 4, 3, 2, 1};
    float[] second = {6.5f, 5, 4, 3, 2, 1, 6, 5, 4, 3, 2, 2};
    LogitDistance distance = LogitDistance.of(first, second, REFERENCE, 2);
    assertEquals(0.5, distance.error(), 1e-12); // 1 / 2 in the second image
    assertEquals(distance.error(), LogitDistance.of(second, first, REFERENCE, 2).error());
  }

  /**
   * A standard deviation is taken around the mean: raised by 100, the reference is no other unit.
   */
  @Test
  void countsInStandardDeviationsWhateverTheMean() {
    float[] raised = REFERENCE.clone();
    for (int i = 0; i < raised.length; i++) {
      raised[i] += 100;
    }
    float[] first = raised.clone();
    first[3] += 1;
    assertEquals(0.5, LogitDistance.of(first, raised, raised, 2).error(), 1e-9);
  }

  /** Image 0 swaps the ranks 5 and 6, image 1 the ranks 1 and 2. */
  @Test
  void countsImagesOfTheSameRanks() {
    float[] first = {6, 5, 4, 3, 2, 1, 6, 5, 4, 3, 2, 1};
    float[] second = {6, 5, 4, 3, 1, 2, 5, 6, 4, 3, 2, 1};
    LogitDistance distance = LogitDistance.of(first, second, REFERENCE, 2);
    assertEquals(2, distance.images());
    assertEquals(1, distance.sameFirst());
    assertEquals(0, distance.sameFive());
    assertEquals(2, LogitDistance.of(first, first, REFERENCE, 2).sameFive());
  }

  @Test
  void rankSixDoesNotCount() {
    float[] first = {7, 6, 5, 4, 3, 2, 1};
    float[] second = {7, 6, 5, 4, 3, 1, 2};
    assertEquals(1, LogitDistance.of(first, second, first, 1).sameFive());
  }

  @Test
  void isNotANumberWhenALogitIsNot() {
    float[] broken = REFERENCE.clone();
    broken[7] = Float.NaN;
    assertTrue(Double.isNaN(LogitDistance.of(broken, REFERENCE, REFERENCE, 2).error()));
  }

  @Test
  void refusesLogitsOfOtherImages() {
    assertEquals(
        "12 and 6 logits against 12 of 2 images: give one of each per class and image",
        assertThrows(
                IllegalArgumentException.class,
                () -> LogitDistance.of(REFERENCE, new float[6], REFERENCE, 2))
            .getMessage());
  }
}
