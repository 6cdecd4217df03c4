package io.convbench.suites.weights;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import io.convbench.suites.graph.Shape;
import io.convbench.suites.graph.TensorRole;
import io.convbench.suites.graph.TensorSpec;
import io.convbench.suites.graph.WeightTensor;
import java.util.Arrays;
import org.junit.jupiter.api.Test;

class InitialWeightsTest {

  /** He et al. 2015, arXiv:1502.01852, equation 10: variance 2 / n of n products. */
  @Test
  void kernelsHaveTheVarianceOfTheirFanIn() {
    float[] values = new InitialWeights(1).read(tensor(0, TensorRole.KERNEL, 3, 3, 64, 64));

    double mean = mean(values);
    double variance = 0;
    for (float value : values) {
      variance += (value - mean) * (value - mean) / values.length;
    }
    // 36,864 values: standard errors are 0.0003 of the mean and 0.7 % of the variance.
    assertEquals(0, mean, 0.0015);
    assertEquals(2.0 / (3 * 3 * 64), variance, 0.04 * 2.0 / (3 * 3 * 64));
  }

  @Test
  void normsPassTheirInputAtFirst() {
    InitialWeights weights = new InitialWeights(1);
    assertArrayEquals(new float[] {1, 1}, weights.read(tensor(1, TensorRole.GAMMA, 2)));
    assertArrayEquals(new float[] {0, 0}, weights.read(tensor(2, TensorRole.BETA, 2)));
    assertArrayEquals(new float[] {0, 0}, weights.read(tensor(3, TensorRole.MOVING_MEAN, 2)));
    assertArrayEquals(new float[] {1, 1}, weights.read(tensor(4, TensorRole.MOVING_VARIANCE, 2)));
  }

  @Test
  void dependOnSeedAndTensor() {
    WeightTensor tensor = tensor(0, TensorRole.KERNEL, 3, 3, 2, 2);
    float[] values = new InitialWeights(1).read(tensor);
    assertArrayEquals(values, new InitialWeights(1).read(tensor));
    assertFalse(Arrays.equals(values, new InitialWeights(2).read(tensor)));
    assertFalse(
        Arrays.equals(
            values, new InitialWeights(1).read(tensor(5, TensorRole.KERNEL, 3, 3, 2, 2))));
  }

  private static double mean(float[] values) {
    double sum = 0;
    for (float value : values) {
      sum += value;
    }
    return sum / values.length;
  }

  private static WeightTensor tensor(int index, TensorRole role, int... shape) {
    return new WeightTensor(index, "layer", new TensorSpec(role, Shape.of(shape)));
  }
}
