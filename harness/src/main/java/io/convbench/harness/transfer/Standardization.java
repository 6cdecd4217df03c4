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

  double mean(int feature) {
    return means[feature];
  }

  double deviation(int feature) {
    return deviations[feature];
  }
}
