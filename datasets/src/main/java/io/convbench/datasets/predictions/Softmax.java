package io.convbench.datasets.predictions;

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
}
