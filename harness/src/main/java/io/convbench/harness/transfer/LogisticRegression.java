package io.convbench.harness.transfer;

import java.util.Arrays;
import java.util.List;
import opennlp.tools.ml.maxent.quasinewton.Function;
import opennlp.tools.ml.maxent.quasinewton.QNMinimizer;

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

  private static final int ITERATIONS = 100;

  /** Once more from where L-BFGS stopped while that gains so much of the loss. */
  private static final double GAIN = 1e-5;

  private static final int MOST_STARTS = 5;

  private final List<double[]> rows;
  private final int[] truths;
  private final int classes;
  private final int features;

  /**
   * @param rows standardised features of each example
   * @param truths class of each example, below {@code classes}
   */
  LogisticRegression(List<double[]> rows, int[] truths, int classes) {
    this.rows = rows;
    this.truths = truths;
    this.classes = classes;
    this.features = rows.get(0).length;
  }

  /**
   * The weights at the minimum.
   *
   * @param strength of the penalty, above 0
   * @param start from where to search, as this returns it; zeros where nothing is known
   * @return for each class its features' weights, then for each class its intercept
   */
  double[] minimum(double strength, double[] start) {
    double[] best = start;
    double loss = new Loss(strength, start).valueAt(new double[start.length]);
    for (int i = 0; i < MOST_STARTS; i++) {
      Loss around = new Loss(strength, best);
      double[] step = new QNMinimizer(0, 0, ITERATIONS).minimize(around);
      double found = around.valueAt(step);
      if (!(found < loss)) {
        return best;
      }
      best = around.at(step);
      if (loss - found < GAIN * loss) {
        return best;
      }
      loss = found;
    }
    return best;
  }

  /** As many zeros as there are weights. */
  double[] zeros() {
    return new double[classes * (features + 1)];
  }

  /**
   * Scores of one example: W x + b.
   *
   * @param weights as {@link #minimum} returns them
   */
  static double[] scores(double[] weights, double[] row, int classes) {
    double[] scores = new double[classes];
    for (int k = 0; k < classes; k++) {
      scores[k] = weights[classes * row.length + k] + dot(weights, k * row.length, row);
    }
    return scores;
  }

  /** Four sums at a time, as a processor does not wait for one to begin the next. */
  private static double dot(double[] weights, int from, double[] row) {
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

  /**
   * What is minimised, divided by the number of examples, as a function of the way from an origin:
   * L-BFGS always starts at zeros.
   */
  private final class Loss implements Function {
    private final double strength;
    private final double[] origin;

    /** What the last step gave: its gradient is asked for next. */
    private double[] last = new double[0];

    private double value;
    private final double[][] residuals = new double[truths.length][];

    Loss(double strength, double[] origin) {
      this.strength = strength;
      this.origin = origin;
    }

    double[] at(double[] step) {
      double[] weights = origin.clone();
      for (int i = 0; i < weights.length; i++) {
        weights[i] += step[i];
      }
      return weights;
    }

    @Override
    public int getDimension() {
      return origin.length;
    }

    @Override
    public double valueAt(double[] step) {
      if (!Arrays.equals(step, last)) {
        value = evaluated(at(step));
        last = step.clone();
      }
      return value;
    }

    private double evaluated(double[] weights) {
      double sum = 0;
      for (int i = 0; i < truths.length; i++) {
        double[] scores = scores(weights, rows.get(i), classes);
        double own = scores[truths[i]];
        sum += softmax(scores) - own;
        scores[truths[i]] -= 1;
        residuals[i] = scores;
      }
      for (int j = 0; j < classes * features; j++) {
        sum += strength / 2 * weights[j] * weights[j];
      }
      return sum / truths.length;
    }

    @Override
    public double[] gradientAt(double[] step) {
      valueAt(step);
      double[] weights = at(step);
      double[] gradient = new double[weights.length];
      for (int i = 0; i < truths.length; i++) {
        for (int k = 0; k < classes; k++) {
          add(residuals[i][k], rows.get(i), gradient, k * features);
          gradient[classes * features + k] += residuals[i][k];
        }
      }
      for (int j = 0; j < classes * features; j++) {
        gradient[j] += strength * weights[j];
      }
      for (int j = 0; j < gradient.length; j++) {
        gradient[j] /= truths.length;
      }
      return gradient;
    }

    private static void add(double factor, double[] row, double[] sum, int from) {
      for (int j = 0; j < row.length; j++) {
        sum[from + j] += factor * row[j];
      }
    }
  }
}
