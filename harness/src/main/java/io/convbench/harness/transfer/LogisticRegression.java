package io.convbench.harness.transfer;

import java.util.Arrays;
import java.util.List;

/**
 * Multinomial logistic regression with an L2 penalty, as scikit-learn's LogisticRegression: the
 * minimum of
 *
 * <pre>sum over examples of -log softmax(W x + b)[class] + strength / 2 |W|^2</pre>
 *
 * over standardised features x; the intercepts b are not penalised. scikit-learn's C is 1 /
 * strength. The minimum is found by L-BFGS.
 */
final class LogisticRegression {

  /** A tenth of scikit-learn's, of the mean loss. */
  private static final double TOLERANCE = 1e-5;

  static final int MOST_STEPS = 500;

  private final List<Example> examples;
  private final Standardization standardization;
  private final int classes;
  private final int features;

  /**
   * @param examples as they are: ten thousand of them are not copied for each fold
   * @param standardization of their features
   */
  LogisticRegression(List<Example> examples, Standardization standardization, int classes) {
    this.examples = examples;
    this.standardization = standardization;
    this.classes = classes;
    this.features = examples.get(0).features().length;
  }

  /**
   * The weights at the minimum.
   *
   * @param strength of the penalty, above 0
   * @param start from where to search, as this returns it; zeros where nothing is known
   * @return weights of standardised features: for each class those of its features, then for each
   *     class its intercept; not the minimum where {@link #MOST_STEPS} did not suffice
   */
  LimitedMemoryBfgs.Minimum minimum(double strength, double[] start) {
    return new LimitedMemoryBfgs(
            (weights, gradient) -> meanLoss(strength, weights, gradient), TOLERANCE, MOST_STEPS)
        .minimum(start);
  }

  /** As many zeros as there are weights. */
  double[] zeros() {
    return new double[classes * (features + 1)];
  }

  /**
   * Scores of one example: W x + b.
   *
   * @param weights as {@link #minimum} returns them, for a row that is standardised; as {@link
   *     Standardization#unfolded} does, for one as it is
   */
  static double[] scores(double[] weights, float[] row, int classes) {
    double[] scores = new double[classes];
    for (int k = 0; k < classes; k++) {
      scores[k] = weights[classes * row.length + k] + dot(weights, k * row.length, row);
    }
    return scores;
  }

  /** Four sums at a time, as a processor does not wait for one to begin the next. */
  private static double dot(double[] weights, int from, float[] row) {
    double first = 0;
    double second = 0;
    double third = 0;
    double fourth = 0;
    int j = 0;
    for (; j + 3 < row.length; j += 4) {
      first += weights[from + j] * row[j];
      second += weights[from + j + 1] * row[j + 1];
      third += weights[from + j + 2] * row[j + 2];
      fourth += weights[from + j + 3] * row[j + 3];
    }
    for (; j < row.length; j++) {
      first += weights[from + j] * row[j];
    }
    return first + second + third + fourth;
  }

  /** Changes scores to probabilities; returns the log of the sum that it divides by. */
  static double softmax(double[] scores) {
    double most = Arrays.stream(scores).max().orElseThrow();
    double sum = 0;
    for (int k = 0; k < scores.length; k++) {
      scores[k] = Math.exp(scores[k] - most);
      sum += scores[k];
    }
    for (int k = 0; k < scores.length; k++) {
      scores[k] /= sum;
    }
    return most + Math.log(sum);
  }

  /** What is minimised, divided by the number of examples. */
  private double meanLoss(double strength, double[] weights, double[] gradient) {
    Arrays.fill(gradient, 0);
    double[] unfolded = standardization.unfolded(weights, classes);
    double sum = 0;
    for (Example example : examples) {
      double[] residuals = scores(unfolded, example.features(), classes);
      double own = residuals[example.classIndex()];
      sum += softmax(residuals) - own;
      residuals[example.classIndex()] -= 1;
      for (int k = 0; k < classes; k++) {
        add(residuals[k], example.features(), gradient, k * features);
        gradient[classes * features + k] += residuals[k];
      }
    }
    standardization.foldGradient(gradient, classes);
    for (int j = 0; j < classes * features; j++) {
      sum += strength / 2 * weights[j] * weights[j];
      gradient[j] += strength * weights[j];
    }
    for (int j = 0; j < gradient.length; j++) {
      gradient[j] /= examples.size();
    }
    return sum / examples.size();
  }

  private static void add(double factor, float[] row, double[] sum, int from) {
    for (int j = 0; j < row.length; j++) {
      sum[from + j] += factor * row[j];
    }
  }
}
