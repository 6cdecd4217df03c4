package io.convbench.results.experiment;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.convbench.foundation.input.InvalidInputException;
import java.util.List;
import org.junit.jupiter.api.Test;

class DepthSettingsTest {

  /** As in the paper, by ten at the half and at three quarters. */
  @Test
  void dividesTheLearningRateTwice() {
    DepthSettings settings = Trainings.settings();

    assertEquals(0.05, settings.rate(4));
    assertEquals(0.005, settings.rate(5));
    assertEquals(0.005, settings.rate(7));
    assertEquals(0.0005, settings.rate(8));
    assertEquals(12, settings.trainings());
  }

  @Test
  void refusesABatchOfMoreThanAllImages() {
    assertRefused("--batch 400: pictures has 324 images to learn from, use fewer", 400, 0.05);
  }

  @Test
  void refusesALearningRateOfNone() {
    assertRefused("--rate 0.0: use above 0 and below 10", 36, 0);
  }

  private static void assertRefused(String message, int batch, double rate) {
    InvalidInputException refusal =
        assertThrows(
            InvalidInputException.class,
            () ->
                new DepthSettings(
                    "pictures",
                    "0".repeat(64),
                    List.of("cats", "dogs"),
                    324,
                    200,
                    32,
                    8,
                    List.of(8, 56),
                    List.of(1L),
                    10,
                    batch,
                    rate,
                    0.9,
                    1e-4,
                    true,
                    "PyTorch"));
    assertEquals(message, refusal.getMessage());
  }
}
