package io.convbench.harness.transfer;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/**
 * Against scikit-learn 1.9.1 (LogisticRegression(C, tol=1e-10) on StandardScaler) on 60 examples of
 * three classes that sines make.
 */
class LinearHeadTest {

  private static final int CLASSES = 3;

  private static final List<Example> EXAMPLES =
      IntStream.range(0, 60).mapToObj(LinearHeadTest::example).toList();

  private static Example example(int i) {
    float[] features = new float[4];
    for (int j = 0; j < 4; j++) {
      features[j] = (float) ((float) Math.sin(1.7 * i * (j + 1)) + 0.4 * (i % 3 == j % 3 ? 1 : 0));
    }
    return new Example(features, i % 3);
  }

  @Test
  void standardizesAsScikitLearn() {
    Standardization standardization = Standardization.of(EXAMPLES);

    assertEquals(0.13162009, standardization.mean(0), 1e-7);
    assertEquals(0.71576865, standardization.deviation(0), 1e-7);
    assertEquals(0.13920847, standardization.mean(3), 1e-7);
    assertEquals(0.73564531, standardization.deviation(3), 1e-7);
  }

  /** Far from 0, where sums over features as they are would lose digits first. */
  @Test
  void findsTheSameMinimumWhereFeaturesAreFarFromZero() {
    List<Example> far =
        EXAMPLES.stream()
            .map(
                example -> {
                  float[] features = example.features().clone();
                  for (int j = 0; j < features.length; j++) {
                    features[j] = 16 + features[j] / 4;
                  }
                  return new Example(features, example.classIndex());
                })
            .toList();
    LogisticRegression regression = new LogisticRegression(far, Standardization.of(far), CLASSES);

    assertArrayEquals(minimum(1), regression.minimum(1, regression.zeros()).point(), 3e-4);
  }

  @Test
  void shiftsAFeatureThatIsTheSameEverywhere() {
    Standardization standardization =
        Standardization.of(
            List.of(
                new Example(new float[] {0.1f}, 0),
                new Example(new float[] {0.1f}, 1),
                new Example(new float[] {0.1f}, 1)));

    assertEquals(0, standardization.apply(new float[] {0.1f})[0], 1e-7);
    assertEquals(1, standardization.apply(new float[] {1.1f})[0], 1e-6);
  }

  @Test
  void findsTheMinimumThatScikitLearnFinds() {
    double[] weights = minimum(1);

    assertArrayEquals(
        new double[] {
          0.297181, -0.217844, -0.138792, 0.373101, -0.18573, 0.39056, -0.190699, -0.184771,
          -0.111452, -0.172716, 0.329491, -0.18833, -0.022373, -0.007338, 0.029711
        },
        weights,
        2e-4);
  }

  @Test
  void shrinksWeightsAsScikitLearnDoes() {
    assertArrayEquals(
        new double[] {
          0.048081, -0.03434, -0.021766, 0.060977, -0.031348, 0.063294, -0.032002, -0.029627,
          -0.016733, -0.028954, 0.053768, -0.03135, -0.000716, -0.000207, 0.000923
        },
        minimum(100),
        2e-4);
  }

  @Test
  void doesNotLeaveAMinimumThatItStartsFrom() {
    LogisticRegression regression = regression();
    double[] minimum = regression.minimum(1, regression.zeros()).point();

    assertArrayEquals(minimum, regression.minimum(1, minimum).point(), 2e-4);
  }

  @Test
  void choosesAPenaltyByHeldOutExamplesAndTrainsOnAll() {
    LinearHead.Chosen chosen = LinearHead.train(EXAMPLES, CLASSES, 1);

    double[] sum = chosen.head().probabilities(EXAMPLES.get(0).features());
    assertEquals(1, sum[0] + sum[1] + sum[2], 1e-12);
    // Sines say little of the class: what is learned without a penalty is noise.
    assertTrue(chosen.strength() > 1, "strength " + chosen.strength());
    assertTrue(chosen.validationAccuracy() < 0.8, "" + chosen.validationAccuracy());
  }

  /** The least mean, 0.6, has a deviation of sqrt(0.32 / 3), so a standard error of 0.163. */
  @Test
  void choosesTheWeakestPenaltyWithinOneStandardErrorOfTheBest() {
    assertEquals(
        2,
        LinearHead.weakestNearBest(scores(1, 1, 1, 1, 0.2, 1, 0.6, 0.6, 0.76, 0.76, 0.76, 0.76)));
    assertEquals(
        1,
        LinearHead.weakestNearBest(scores(1, 1, 1, 1, 0.2, 1, 0.6, 0.6, 0.77, 0.77, 0.77, 0.77)));
  }

  /** Of strengths one after the other, four losses each. */
  private static List<LinearHead.Score> scores(double... losses) {
    return IntStream.range(0, losses.length / 4)
        .mapToObj(i -> new LinearHead.Score(0, Arrays.copyOfRange(losses, 4 * i, 4 * i + 4)))
        .toList();
  }

  @Test
  void choosesAPenaltyByValidationImagesWhereThereAreSome() {
    List<Example> validation = EXAMPLES.subList(40, 60);

    LinearHead.Chosen chosen = LinearHead.train(EXAMPLES.subList(0, 40), validation, CLASSES);

    assertEquals(0, chosen.validationAccuracy() * 20 % 1, 1e-9);
  }

  /** Equal scores are a hit for the first class alone, not for each. */
  @Test
  void countsNoHitForEveryClassWhereFeaturesSayNothing() {
    List<Example> alike =
        IntStream.range(0, 20).mapToObj(i -> new Example(new float[] {1, 0}, i % 2)).toList();

    assertEquals(0.5, LinearHead.train(alike, 2, 1).validationAccuracy(), 1e-12);
  }

  /** With two examples of a class there are two folds. */
  @Test
  void takesTwoExamplesOfAClass() {
    List<Example> examples =
        IntStream.range(0, 12)
            .mapToObj(i -> new Example(new float[] {i < 2 ? 5f : -1f, (float) i}, i < 2 ? 0 : 1))
            .toList();

    assertEquals(1, LinearHead.train(examples, 2, 1).validationAccuracy(), 1e-12);
  }

  @Test
  void refusesOneExampleOfAClass() {
    List<Example> examples =
        List.of(
            new Example(new float[] {1}, 0),
            new Example(new float[] {2}, 1),
            new Example(new float[] {3}, 1));

    assertEquals(
        "a class of 1 examples: cross-validation needs two or more",
        assertThrows(IllegalArgumentException.class, () -> LinearHead.train(examples, 2, 1))
            .getMessage());
  }

  private static double[] minimum(double strength) {
    LogisticRegression regression = regression();
    return regression.minimum(strength, regression.zeros()).point();
  }

  private static LogisticRegression regression() {
    return new LogisticRegression(EXAMPLES, Standardization.of(EXAMPLES), CLASSES);
  }
}
