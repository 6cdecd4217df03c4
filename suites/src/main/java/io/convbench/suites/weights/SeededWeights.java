package io.convbench.suites.weights;

import io.convbench.suites.architecture.Architecture;
import io.convbench.suites.graph.Shape;
import io.convbench.suites.graph.TensorRole;
import io.convbench.suites.graph.WeightTensor;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Weights computed from position alone, the same on every machine: a network of them is numerically
 * well behaved and its output depends on the image, but it recognises nothing.
 *
 * <p>Element {@code i} of tensor {@code k} is SplitMix64's output (Steele, Lea and Flood, OOPSLA
 * 2014) for the state {@code 2^32 k + i}, as {@code s} in [-1, 1): kernels {@code s sqrt(gain /
 * fan)}, gamma {@code 1 + 0.1 s}, variance {@code 1 + 0.25 s}, the rest {@code 0.02 s}. Then
 * neighbours along the input channels (depthwise: along the taps) are made antithetic, the odd one
 * being the negative of the even one before it, which keeps activations centred.
 */
public final class SeededWeights implements Weights {

  /** The label of these weights, and the word that asks for them. */
  public static final String LABEL = "seeded";

  /** Residual sums of unscaled branches: more gain makes 50 and more layers amplify rounding. */
  private static final Set<String> CALM_FAMILIES = Set.of("ResNet", "ResNetV2");

  /** Of networks whose logits the usual gain would leave nearly equal. */
  private static final Map<String, Double> GAINS = Map.of("InceptionV4", 6.5);

  private static final double TWO_TO_24 = 1 << 24;

  private final double gain;

  private SeededWeights(double gain) {
    this.gain = gain;
  }

  /** The weights for this architecture's graphs, whatever the input size. */
  public static SeededWeights of(Architecture architecture) {
    double usual = CALM_FAMILIES.contains(architecture.family()) ? 3 : 5;
    return new SeededWeights(GAINS.getOrDefault(architecture.name(), usual));
  }

  @Override
  public float[] read(WeightTensor tensor) {
    float[] values = new float[Math.toIntExact(tensor.shape().elements())];
    double centre = tensor.role().kind() == TensorRole.Kind.FACTOR ? 1 : 0;
    double scale = scale(tensor);
    long seed = (long) tensor.index() << 32;
    for (int i = 0; i < values.length; i++) {
      values[i] = (float) (centre + scale * symmetric(seed + i));
    }
    if (tensor.shape().rank() >= 2) {
      makeAntithetic(values, tensor);
    }
    return values;
  }

  @Override
  public WeightsOrigin origin() {
    return new WeightsOrigin(LABEL, Optional.empty());
  }

  @Override
  public void close() {}

  /** A number in [-1, 1) that looks random, from 24 bits of the mixed position. */
  private static double symmetric(long position) {
    long z = position + 0x9E3779B97F4A7C15L;
    z = (z ^ (z >>> 30)) * 0xBF58476D1CE4E5B9L;
    z = (z ^ (z >>> 27)) * 0x94D049BB133111EBL;
    z = z ^ (z >>> 31);
    return 2 * ((z >>> 40) / TWO_TO_24) - 1;
  }

  private double scale(WeightTensor tensor) {
    return tensor.role().kind() == TensorRole.Kind.KERNEL
        ? Math.sqrt(gain / fan(tensor))
        : tensor.role().spread();
  }

  /** How many products one output value sums. */
  private static long fan(WeightTensor tensor) {
    Shape shape = tensor.shape();
    return tensor.role() == TensorRole.DEPTHWISE_KERNEL
        ? taps(shape)
        : shape.elements() / shape.channels();
  }

  private static void makeAntithetic(float[] values, WeightTensor tensor) {
    Shape shape = tensor.shape();
    boolean depthwise = tensor.role() == TensorRole.DEPTHWISE_KERNEL;
    int rowLength = depthwise ? shape.dimension(2) : shape.channels();
    int rowsPerGroup = depthwise ? taps(shape) : shape.dimension(shape.rank() - 2);
    int rows = values.length / rowLength;
    for (int row = 0; row < rows; row++) {
      if (row % rowsPerGroup % 2 == 1) {
        negatePrevious(values, row * rowLength, rowLength);
      }
    }
  }

  private static void negatePrevious(float[] values, int start, int length) {
    for (int i = start; i < start + length; i++) {
      values[i] = -values[i - length];
    }
  }

  private static int taps(Shape shape) {
    return shape.dimension(0) * shape.dimension(1);
  }
}
