package io.convbench.datasets.predictions;

import java.io.IOException;

/**
 * Ranks of classes by score, highest first.
 *
 * <p>Equal scores rank by lower index first. Keras's {@code decode_predictions} leaves their order
 * to NumPy's unstable sort, so there is nothing to follow.
 */
public final class TopK {

  private TopK() {}

  /**
   * The indices of the highest scores, best first.
   *
   * @param scores logits or probabilities, one per class
   * @param k how many
   * @throws IllegalArgumentException when k is not within 1 to the number of scores or a score is
   *     not a number
   */
  public static int[] indices(float[] scores, int k) {
    if (k < 1 || k > scores.length) {
      throw new IllegalArgumentException("top %s of %s classes".formatted(k, scores.length));
    }
    requireNumbers(scores);
    int[] best = new int[k];
    int found = 0;
    for (int i = 0; i < scores.length; i++) {
      if (found == k && scores[i] <= scores[best[k - 1]]) {
        continue;
      }
      int place = found < k ? found++ : k - 1;
      while (place > 0 && scores[i] > scores[best[place - 1]]) {
        best[place] = best[place - 1];
        place--;
      }
      best[place] = i;
    }
    return best;
  }

  /**
   * The rank of one class, 0 for the best: a top-k hit is a rank below k.
   *
   * @param index the class, as a rule the truth
   * @throws IllegalArgumentException when a score is not a number
   */
  public static int rank(float[] scores, int index) {
    requireNumbers(scores);
    int rank = 0;
    for (int i = 0; i < scores.length; i++) {
      if (scores[i] > scores[index] || i < index && scores[i] == scores[index]) {
        rank++;
      }
    }
    return rank;
  }

  /**
   * Refuses logits that cannot be ranked; for those of a network, which are not known before.
   *
   * @throws IOException when one is not a number
   */
  public static void refuseOverflow(float[] logits) throws IOException {
    if (firstNaN(logits) < logits.length) {
      throw new IOException(
          "a logit is not a number: the network overflowed; check its weights, or use fp32");
    }
  }

  private static void requireNumbers(float[] scores) {
    int broken = firstNaN(scores);
    if (broken < scores.length) {
      throw new IllegalArgumentException("the score of class %s is not a number".formatted(broken));
    }
  }

  private static int firstNaN(float[] scores) {
    int i = 0;
    while (i < scores.length && !Float.isNaN(scores[i])) {
      i++;
    }
    return i;
  }
}
