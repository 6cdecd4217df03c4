package io.convbench.datasets.predictions;

import io.convbench.datasets.labels.ClassIndex;
import io.convbench.datasets.labels.ClassIndex.ImageClass;
import java.util.Arrays;
import java.util.List;

/**
 * One class that an image may show.
 *
 * @param imageClass index, synset and name
 * @param probability by softmax over all classes
 */
public record Prediction(ImageClass imageClass, double probability) {

  /**
   * The likeliest classes, best first.
   *
   * @param logits scores before softmax, one per class of the index
   * @param k how many
   * @throws IllegalArgumentException as {@link TopK#indices}
   */
  public static List<Prediction> top(float[] logits, int k, ClassIndex index) {
    double[] probabilities = Softmax.of(logits);
    return Arrays.stream(TopK.indices(logits, k))
        .mapToObj(i -> new Prediction(index.get(i), probabilities[i]))
        .toList();
  }
}
