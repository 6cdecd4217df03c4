package io.convbench.harness.transfer;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

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
    double[] minimum = regression.minimum(1, regression.zeros());

    assertArrayEquals(minimum, regression.minimum(1, minimum), 2e-4);
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

  @Test
  void choosesAPenaltyByValidationImagesWhereThereAreSome() {
    List<Example> validation = EXAMPLES.subList(40, 60);

    LinearHead.Chosen chosen = LinearHead.train(EXAMPLES.subList(0, 40), validation, CLASSES);

    assertEquals(0, chosen.validationAccuracy() * 20 % 1, 1e-9);
  }

  /** What a dense layer computes with these weights are the head's own scores. */
  @Test
  void givesTheSameProbabilitiesAsADenseLayer() {
    LinearHead head = LinearHead.train(EXAMPLES, CLASSES, 1).head();
    float[] dense = head.denseWeights();
    float[] features = EXAMPLES.get(7).features();
    double[] scores = new double[CLASSES];
    for (int k = 0; k < CLASSES; k++) {
      scores[k] = dense[features.length * CLASSES + k];
      for (int j = 0; j < features.length; j++) {
        scores[k] += dense[j * CLASSES + k] * features[j];
      }
    }
    LogisticRegression.softmax(scores);

    assertArrayEquals(head.probabilities(features), scores, 1e-6);
  }

  private static double[] minimum(double strength) {
    LogisticRegression regression = regression();
    return regression.minimum(strength, regression.zeros());
  }

  private static LogisticRegression regression() {
    Standardization standardization = Standardization.of(EXAMPLES);
    return new LogisticRegression(
        EXAMPLES.stream().map(example -> standardization.apply(example.features())).toList(),
        EXAMPLES.stream().mapToInt(Example::classIndex).toArray(),
        CLASSES);
  }
}
