package io.convbench.suites.weights;

import io.convbench.suites.graph.Shape;
import io.convbench.suites.graph.TensorRole;
import io.convbench.suites.graph.WeightTensor;
import java.util.Arrays;
import java.util.Optional;
import java.util.SplittableRandom;

/**
 * Weights from which a training starts: kernels normal with variance 2 / fan-in (He, Zhang, Ren and
 * Sun 2015, arXiv:1502.01852), factors 1, of layer scales a tenth, offsets 0, variances 1. The same
 * seed gives the same values.
 *
 * @param seed of the kernels
 */
public record InitialWeights(long seed) implements Weights {

  private static final double SMALL_FACTOR = 0.1;

  @Override
  public float[] read(WeightTensor tensor) {
    float[] values = new float[Math.toIntExact(tensor.shape().elements())];
    switch (tensor.role().kind()) {
      case KERNEL -> fillNormal(values, tensor);
      case FACTOR -> Arrays.fill(values, 1);
      case SMALL_FACTOR -> Arrays.fill(values, (float) SMALL_FACTOR);
      case OFFSET -> Arrays.fill(values, 0);
      case STATISTIC ->
          throw new IllegalArgumentException(
              tensor.name() + " is not learned: take it from a file");
    }
    return values;
  }

  @Override
  public WeightsOrigin origin() {
    return new WeightsOrigin("initial-" + seed, Optional.empty());
  }

  @Override
  public void close() {}

  private void fillNormal(float[] values, WeightTensor tensor) {
    SplittableRandom random = new SplittableRandom(seed * 1_000_003 + tensor.index());
    double deviation = Math.sqrt(2.0 / fanIn(tensor));
    for (int i = 0; i < values.length; i++) {
      values[i] = (float) random.nextGaussian(0, deviation);
    }
  }

  /** How many products one output value sums. */
  private static long fanIn(WeightTensor tensor) {
    Shape shape = tensor.shape();
    return tensor.role() == TensorRole.DEPTHWISE_KERNEL
        ? (long) shape.dimension(0) * shape.dimension(1)
        : shape.elements() / shape.channels();
  }
}
