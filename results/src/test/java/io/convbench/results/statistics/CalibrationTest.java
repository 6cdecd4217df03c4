package io.convbench.results.statistics;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import org.junit.jupiter.api.Test;

class CalibrationTest {

  /**
   * Two bins. (0, 0.5]: confidences 0.25 and 0.5, one right: accuracy 0.5, mean 0.375, gap 0.125.
   * (0.5, 1]: 0.75, 1, 1, two right: accuracy 2/3, mean 2.75/3, gap 0.25. Error (2 x 0.125 + 3 x
   * 0.25) / 5 = 0.2.
   */
  @Test
  void weighsTheBinsGaps() {
    Calibration calibration =
        Calibration.of(
            new double[] {0.75, 0.25, 1, 0.5, 1},
            new boolean[] {false, true, true, false, true},
            2);

    assertEquals(new Calibration.Bin(0, 0.5, 2, 1, 0.375), calibration.bins().get(0));
    assertEquals(3, calibration.bins().get(1).images());
    assertEquals(0.25, calibration.bins().get(1).gap(), 1e-15);
    assertEquals(0.2, calibration.expectedError(), 1e-15);
  }

  @Test
  void isNoughtWhenConfidenceIsShareOfHits() {
    Calibration calibration =
        Calibration.of(
            new double[] {0.25, 0.25, 0.25, 0.25}, new boolean[] {false, true, false, false}, 15);
    assertEquals(0, calibration.expectedError());
  }

  @Test
  void hasEmptyBins() {
    Calibration calibration =
        Calibration.of(new double[] {0, 1}, new boolean[] {false, true}, Calibration.BINS);
    assertEquals(15, calibration.bins().size());
    assertEquals(1, calibration.bins().get(0).images());
    assertEquals(0, calibration.bins().get(7).images());
    assertEquals(1, calibration.bins().get(14).hits());
    assertEquals(0, calibration.expectedError());
  }

  @Test
  void refusesWhatIsNoProbability() {
    assertEquals(
        "confidence 74.0: a probability is between 0 and 1",
        assertThrows(
                IllegalArgumentException.class,
                () -> Calibration.of(new double[] {74}, new boolean[1], 15))
            .getMessage());
  }

  @Test
  void refusesNoImages() {
    assertEquals(
        "0 confidences and 0 outcomes in 15 bins: give one of each per image",
        assertThrows(
                IllegalArgumentException.class,
                () -> Calibration.of(new double[0], new boolean[0], 15))
            .getMessage());
  }
}
