package io.convbench.suites.weights;

import io.convbench.suites.graph.Graph;
import io.convbench.suites.graph.Layers.BatchNormalization;
import io.convbench.suites.graph.Node;
import io.convbench.suites.graph.TensorRole;
import io.convbench.suites.graph.TensorSpec;
import io.convbench.suites.graph.WeightTensor;
import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/** The weights of a folded graph, computed in double from those of the original, rounded once. */
final class FoldedWeights implements Weights {

  private final Graph original;
  private final BatchNormFolds folds;
  private final Weights weights;

  FoldedWeights(Graph original, BatchNormFolds folds, Weights weights) {
    this.original = original;
    this.folds = folds;
    this.weights = weights;
  }

  @Override
  public float[] read(WeightTensor tensor) throws IOException {
    Node layer = original.node(tensor.layer());
    Optional<Node> norm = folds.of(tensor.layer());
    if (norm.isEmpty() || comesBeforeLastKernel(layer, tensor.role())) {
      return read(layer, tensor.role()).orElseThrow();
    }
    return tensor.role() == TensorRole.BIAS
        ? foldedBias(layer, norm.get())
        : foldedKernel(layer, tensor.role(), norm.get());
  }

  @Override
  public WeightsOrigin origin() {
    return weights.origin();
  }

  @Override
  public void close() throws IOException {
    weights.close();
  }

  /** Of several kernels the last one makes the output channels. */
  private static boolean comesBeforeLastKernel(Node layer, TensorRole role) {
    List<TensorRole> kernels =
        layer.tensors().stream()
            .map(TensorSpec::role)
            .filter(each -> each.kind() == TensorRole.Kind.KERNEL)
            .toList();
    return kernels.contains(role) && role != kernels.get(kernels.size() - 1);
  }

  /** Output channels are the innermost axis, also of (rows, columns, channels, 1). */
  private float[] foldedKernel(Node layer, TensorRole role, Node norm) throws IOException {
    double[] factor = factor(norm);
    float[] kernel = read(layer, role).orElseThrow();
    for (int start = 0; start < kernel.length; start += factor.length) {
      for (int i = 0; i < factor.length; i++) {
        kernel[start + i] = (float) (kernel[start + i] * factor[i]);
      }
    }
    return kernel;
  }

  private float[] foldedBias(Node layer, Node norm) throws IOException {
    double[] factor = factor(norm);
    float[] zeros = new float[factor.length];
    float[] mean = read(norm, TensorRole.MOVING_MEAN).orElse(zeros);
    float[] beta = read(norm, TensorRole.BETA).orElse(zeros);
    float[] bias = read(layer, TensorRole.BIAS).orElseGet(zeros::clone);
    for (int i = 0; i < bias.length; i++) {
      bias[i] = (float) (beta[i] + ((double) bias[i] - mean[i]) * factor[i]);
    }
    return bias;
  }

  private double[] factor(Node norm) throws IOException {
    Optional<float[]> scale = read(norm, TensorRole.LAYER_SCALE);
    return scale.isPresent() ? doubles(scale.get()) : normalising(norm);
  }

  private static double[] doubles(float[] values) {
    double[] doubles = new double[values.length];
    Arrays.setAll(doubles, i -> values[i]);
    return doubles;
  }

  private double[] normalising(Node norm) throws IOException {
    double epsilon = ((BatchNormalization) norm.layer()).epsilon();
    float[] variance = read(norm, TensorRole.MOVING_VARIANCE).orElseThrow();
    float[] gamma = read(norm, TensorRole.GAMMA).orElseGet(() -> ones(variance.length));
    double[] factor = new double[variance.length];
    for (int i = 0; i < factor.length; i++) {
      factor[i] = gamma[i] / Math.sqrt(variance[i] + epsilon);
    }
    return factor;
  }

  private static float[] ones(int length) {
    float[] ones = new float[length];
    Arrays.fill(ones, 1);
    return ones;
  }

  private Optional<float[]> read(Node layer, TensorRole role) throws IOException {
    for (WeightTensor tensor : original.tensors(layer)) {
      if (tensor.role() == role) {
        return Optional.of(weights.read(tensor));
      }
    }
    return Optional.empty();
  }
}
