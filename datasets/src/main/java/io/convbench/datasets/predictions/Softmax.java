package io.convbench.datasets.predictions;

import java.util.Arrays;

/** Logits to probabilities. */
public final class Softmax {

  private Softmax() {}

  /**
   * exp(logit) over the sum of all, in double, shifted by the largest logit so that nothing
   * overflows.
   *
   * @param logits one per class
   * @return as many probabilities, of sum 1
   */
  public static double[] of(float[] logits) {
    double largest = Double.NEGATIVE_INFINITY;
    for (float logit : logits) {
      largest = Math.max(largest, logit);
    }
    double[] probabilities = new double[logits.length];
    double sum = 0;
    for (int i = 0; i < logits.length; i++) {
      probabilities[i] = Math.exp(logits[i] - largest);
      sum += probabilities[i];
    }
    for (int i = 0; i < logits.length; i++) {
      probabilities[i] /= sum;
    }
    return probabilities;
  }

  /**
   * The mean of several softmaxes, as of ten crops of one image.
   *
   * @param logits row-major (count, classes)
   * @param count how many softmaxes
   * @return one probability per class, of sum 1
   */
  public static double[] mean(float[] logits, int count) {
    if (count == 1) {
      return of(logits);
    }
    int classes = logits.length / count;
    double[] mean = new double[classes];
    for (int row = 0; row < count; row++) {
      double[] probabilities = of(Arrays.copyOfRange(logits, row * classes, (row + 1) * classes));
      for (int i = 0; i < classes; i++) {
        mean[i] += probabilities[i] / count;
      }
    }
    return mean;
  }
}
