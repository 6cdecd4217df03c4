package io.convbench.suites.weights;

import io.convbench.suites.architecture.Architecture;
import io.convbench.suites.graph.Shape;
import io.convbench.suites.graph.TensorRole;
import io.convbench.suites.graph.WeightTensor;
import java.util.Optional;

/**
 * Weights computed from position alone, the same on every machine: a network of them is numerically
 * well behaved and its output depends on the image, but it recognises nothing.
 *
 * <p>Element {@code i} of tensor {@code k} is SplitMix64's output (Steele, Lea and Flood, OOPSLA
 * 2014) for the state {@code 2^32 k + i}, as {@code s} in [-1, 1): kernels {@code s sqrt(gain /
 * fan)}, gamma {@code 1 + 0.1 s}, of a layer scale a tenth of that, variance {@code 1 + 0.25 s},
 * the rest {@code 0.02 s}; statistics of images are ImageNet's. Then neighbours along the input
 * channels (depthwise: along the taps) are made antithetic, the odd one being the negative of the
 * even one before it, which keeps activations centred.
 */
public final class SeededWeights implements Weights {

  /** The label of these weights, and the word that asks for them. */
  public static final String LABEL = "seeded";

  private static final double TWO_TO_24 = 1 << 24;

  /** A layer scale's centre. */
  private static final double SMALL = 0.1;

  private final double gain;

  private SeededWeights(double gain) {
    this.gain = gain;
  }

  /** The weights for this architecture's graphs, whatever the input size. */
  public static SeededWeights of(Architecture architecture) {
    return new SeededWeights(architecture.seededGain());
  }

  @Override
  public float[] read(WeightTensor tensor) {
    if (tensor.role().kind() == TensorRole.Kind.STATISTIC) {
      return statistic(tensor.role());
    }
    float[] values = new float[Math.toIntExact(tensor.shape().elements())];
    double centre = centre(tensor.role());
    double scale = scale(tensor);
    long seed = (long) tensor.index() << 32;
    boolean antithetic = tensor.shape().rank() >= 2;
    int rowLength = antithetic ? rowLength(tensor) : values.length;
    int rowsPerGroup = antithetic ? rowsPerGroup(tensor) : 1;
    for (int start = 0, row = 0; start < values.length; start += rowLength, row++) {
      boolean odd = row % rowsPerGroup % 2 == 1;
      for (int i = start; i < start + rowLength; i++) {
        values[i] = odd ? -values[i - rowLength] : (float) (centre + scale * symmetric(seed + i));
      }
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

  private static double centre(TensorRole role) {
    return switch (role.kind()) {
      case FACTOR -> 1;
      case SMALL_FACTOR -> SMALL;
      default -> 0;
    };
  }

  private double scale(WeightTensor tensor) {
    TensorRole role = tensor.role();
    return switch (role.kind()) {
      case KERNEL -> Math.sqrt(gain / fan(tensor));
      case SMALL_FACTOR -> SMALL * role.spread();
      default -> role.spread();
    };
  }

  /** As in EfficientNet's released files, which have deviations for variances. */
  private static float[] statistic(TensorRole role) {
    return switch (role) {
      case MEAN -> new float[] {0.485f, 0.456f, 0.406f};
      case VARIANCE -> new float[] {0.229f, 0.224f, 0.225f};
      default -> new float[] {0};
    };
  }

  /** How many products one output value sums. */
  private static long fan(WeightTensor tensor) {
    Shape shape = tensor.shape();
    return depthwise(tensor) ? taps(shape) : shape.elements() / shape.channels();
  }

  /**
   * Neighbours along the rows' axis are antithetic: of (rows, columns, in, out) along the third.
   */
  private static int rowLength(WeightTensor tensor) {
    Shape shape = tensor.shape();
    return depthwise(tensor) ? shape.dimension(2) : shape.channels();
  }

  /** The first row of each group is no neighbour of the last one before it. */
  private static int rowsPerGroup(WeightTensor tensor) {
    Shape shape = tensor.shape();
    return depthwise(tensor) ? taps(shape) : shape.dimension(shape.rank() - 2);
  }

  private static boolean depthwise(WeightTensor tensor) {
    return tensor.role() == TensorRole.DEPTHWISE_KERNEL;
  }

  private static int taps(Shape shape) {
    return shape.dimension(0) * shape.dimension(1);
  }
}
