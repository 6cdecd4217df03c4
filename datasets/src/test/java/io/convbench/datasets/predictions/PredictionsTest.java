package io.convbench.datasets.predictions;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertThrowsExactly;

import io.convbench.datasets.labels.ClassIndex;
import java.io.IOException;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class PredictionsTest {

  private static final float[] SCORES = {0.1f, 7, -3, 7, 2, 2, 9};

  @Test
  void ranksEqualScoresByLowerIndex() {
    assertArrayEquals(new int[] {6, 1, 3, 4, 5}, TopK.indices(SCORES, 5));
  }

  @Test
  void countsTruthAtRankFiveAsTopFive() {
    assertEquals(0, TopK.rank(SCORES, 6));
    assertEquals(4, TopK.rank(SCORES, 5));
    assertEquals(5, TopK.rank(SCORES, 0));
  }

  @Test
  void agreesWithAFullSort() {
    Random random = new Random(3);
    for (int trial = 0; trial < 50; trial++) {
      float[] scores = new float[100];
      for (int i = 0; i < scores.length; i++) {
        scores[i] = random.nextInt(30);
      }
      int[] sorted =
          IntStream.range(0, 100)
              .boxed()
              .sorted(Comparator.comparing((Integer i) -> -scores[i]))
              .mapToInt(Integer::intValue)
              .toArray();
      assertArrayEquals(Arrays.copyOf(sorted, 7), TopK.indices(scores, 7));
      for (int rank = 0; rank < 100; rank++) {
        assertEquals(rank, TopK.rank(scores, sorted[rank]));
      }
    }
  }

  @Test
  void refusesScoresThatAreNoNumbers() {
    float[] broken = {1, Float.NaN, 2};
    assertEquals(
        "the score of class 1 is not a number",
        assertThrowsExactly(IllegalArgumentException.class, () -> TopK.indices(broken, 1))
            .getMessage());
    assertThrowsExactly(IllegalArgumentException.class, () -> TopK.rank(broken, 0));
  }

  /** A failure of the network, neither a bug nor a mistake on the command line. */
  @Test
  void refusesLogitsOfANetworkThatOverflowed() throws IOException {
    assertEquals(
        "a logit is not a number: the network overflowed; check its weights, or use fp32",
        assertThrows(IOException.class, () -> TopK.refuseOverflow(new float[] {1, Float.NaN, 2}))
            .getMessage());
    TopK.refuseOverflow(new float[] {1, Float.POSITIVE_INFINITY, 2});
  }

  @Test
  void refusesMoreThanThereAre() {
    assertThrows(IllegalArgumentException.class, () -> TopK.indices(SCORES, 8));
    assertThrows(IllegalArgumentException.class, () -> TopK.indices(SCORES, 0));
  }

  @Test
  void softmaxOfKnownOdds() {
    // Odds 1 : 3, even where exp alone would overflow.
    float[] logits = {1000, 1000 + (float) Math.log(3)};
    assertArrayEquals(new double[] {0.25, 0.75}, Softmax.of(logits), 1e-5);
    assertArrayEquals(new double[] {0.5, 0.5}, Softmax.of(new float[] {0, 0}), 0);
  }

  @Test
  void namesTheLikeliestClasses() {
    float[] logits = new float[ClassIndex.SIZE];
    logits[2] = 20;
    logits[0] = 19;

    List<Prediction> top = Prediction.top(logits, 2);

    ClassIndex classes = ClassIndex.imagenet();
    assertEquals("great_white_shark", classes.get(top.get(0).classIndex()).name());
    assertEquals("n01440764", classes.get(top.get(1).classIndex()).synset());
    assertEquals(Math.E, top.get(0).probability() / top.get(1).probability(), 1e-9);
  }

  /** Softmaxes (1/2, 1/2) and, of log 3 against 0, (3/4, 1/4). */
  @Test
  void averagesProbabilitiesNotLogits() {
    double[] mean = Softmax.mean(new float[] {7, 7, (float) Math.log(3), 0}, 2);
    assertEquals(0.625, mean[0], 1e-7);
    assertEquals(0.375, mean[1], 1e-7);
  }
}
