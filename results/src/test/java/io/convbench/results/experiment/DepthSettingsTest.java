package io.convbench.results.experiment;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.convbench.foundation.input.InvalidInputException;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;

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
    assertRefused(
        "--batch 400: pictures has 324 images to learn from, use fewer",
        () -> settings(List.of(8, 56), 324, 200, 400, 0.05));
  }

  @Test
  void refusesALearningRateOfNone() {
    assertRefused(
        "--rate 0.0: use above 0 and below 10", () -> settings(List.of(8, 56), 324, 200, 36, 0));
  }

  /** As where no image of test/ can be decoded. */
  @Test
  void refusesNoImageHeldOut() {
    assertRefused(
        "pictures has 324 images to learn from and 0 held out that can be decoded: add images",
        () -> settings(List.of(8, 56), 324, 0, 36, 0.05));
  }

  @Test
  void refusesOneDepth() {
    assertRefused(
        "--depths [8]: name two or more, as 8,20,32,56",
        () -> settings(List.of(8, 8), 324, 200, 36, 0.05));
  }

  @Test
  void refusesOptionsOutOfTheirRange() {
    List<Integer> depths = List.of(8, 56);
    List<Long> seeds = List.of(1L);
    assertRefused(
        "--seeds: name one or more, as 1,2,3",
        () -> DepthSettings.requireOptions(depths, List.of(), 32, 45, 36, 0.05));
    assertRefused(
        "--side 0: use 8 to 128 pixels",
        () -> DepthSettings.requireOptions(depths, seeds, 0, 45, 36, 0.05));
    assertRefused(
        "--epochs 0: use 1 to 10000",
        () -> DepthSettings.requireOptions(depths, seeds, 32, 0, 36, 0.05));
    assertRefused(
        "--batch 1: use 2 to 4096 images",
        () -> DepthSettings.requireOptions(depths, seeds, 32, 45, 1, 0.05));
    assertRefused(
        "--rate NaN: use above 0 and below 10",
        () -> DepthSettings.requireOptions(depths, seeds, 32, 45, 36, Double.NaN));
  }

  private static void assertRefused(String message, Executable settings) {
    assertEquals(message, assertThrows(InvalidInputException.class, settings).getMessage());
  }

  private static DepthSettings settings(
      List<Integer> depths, int trainImages, int testImages, int batch, double rate) {
    return new DepthSettings(
        "pictures",
        "0".repeat(64),
        List.of("cats", "dogs"),
        trainImages,
        testImages,
        32,
        8,
        depths,
        List.of(1L),
        10,
        batch,
        rate,
        0.9,
        1e-4,
        true,
        "PyTorch");
  }
}
