package io.convbench.datasets.predictions;

import java.util.Arrays;
import java.util.List;

/**
 * One class that an image may show.
 *
 * @param classIndex from 0
 * @param probability by softmax over all classes
 */
public record Prediction(int classIndex, double probability) {

  /**
   * The likeliest classes, best first.
   *
   * @param logits scores before softmax, one per class
   * @param k how many
   * @throws IllegalArgumentException as {@link TopK#indices}
   */
  public static List<Prediction> top(float[] logits, int k) {
    double[] probabilities = Softmax.of(logits);
    return Arrays.stream(TopK.indices(logits, k))
        .mapToObj(i -> new Prediction(i, probabilities[i]))
        .toList();
  }
}
