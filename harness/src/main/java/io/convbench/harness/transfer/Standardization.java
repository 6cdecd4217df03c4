package io.convbench.harness.transfer;

import java.util.List;

/**
 * The map by which each feature has mean 0 and variance 1 over the examples that it was made of, as
 * scikit-learn's StandardScaler (variance over n, and a feature that is the same everywhere is only
 * shifted).
 */
final class Standardization {

  private final double[] means;
  private final double[] deviations;

  private Standardization(double[] means, double[] deviations) {
    this.means = means;
    this.deviations = deviations;
  }

  /** Of examples, at least one. */
  static Standardization of(List<Example> examples) {
    int count = examples.get(0).features().length;
    double[] means = new double[count];
    for (Example example : examples) {
      for (int j = 0; j < count; j++) {
        means[j] += example.features()[j];
      }
    }
    for (int j = 0; j < count; j++) {
      means[j] /= examples.size();
    }
    double[] variances = new double[count];
    for (Example example : examples) {
      for (int j = 0; j < count; j++) {
        double difference = example.features()[j] - means[j];
        variances[j] += difference * difference;
      }
    }
    double[] deviations = new double[count];
    for (int j = 0; j < count; j++) {
      double deviation = Math.sqrt(variances[j] / examples.size());
      // What is left of equal float32 numbers is rounding.
      deviations[j] = deviation > Math.ulp((float) means[j]) ? deviation : 1;
    }
    return new Standardization(means, deviations);
  }

  /** Standardised features in a row of their own. */
  float[] apply(float[] features) {
    float[] row = new float[features.length];
    for (int j = 0; j < row.length; j++) {
      row[j] = (float) ((features[j] - means[j]) / deviations[j]);
    }
    return row;
  }

  /**
   * What weights of standardised features are on features as they are.
   *
   * @param weights for each class those of its features, then for each class its intercept
   */
  double[] unfolded(double[] weights, int classes) {
    int count = means.length;
    double[] unfolded = weights.clone();
    for (int k = 0; k < classes; k++) {
      for (int j = 0; j < count; j++) {
        unfolded[k * count + j] /= deviations[j];
        unfolded[classes * count + k] -= unfolded[k * count + j] * means[j];
      }
    }
    return unfolded;
  }

  /**
   * Makes a gradient with respect to weights of standardised features of one with respect to those
   * of features as they are, in place.
   *
   * @param gradient in the order of the weights of {@link #unfolded}
   */
  void foldGradient(double[] gradient, int classes) {
    int count = means.length;
    for (int k = 0; k < classes; k++) {
      double ofIntercept = gradient[classes * count + k];
      for (int j = 0; j < count; j++) {
        gradient[k * count + j] =
            (gradient[k * count + j] - means[j] * ofIntercept) / deviations[j];
      }
    }
  }

  double mean(int feature) {
    return means[feature];
  }

  double deviation(int feature) {
    return deviations[feature];
  }
}
