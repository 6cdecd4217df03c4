package io.convbench.suites.weights;

import io.convbench.suites.graph.Graph;
import io.convbench.suites.graph.GraphBuilder;
import io.convbench.suites.graph.Layer;
import io.convbench.suites.graph.Layers.BatchNormalization;
import io.convbench.suites.graph.Layers.Conv2D;
import io.convbench.suites.graph.Layers.DepthwiseConv2D;
import io.convbench.suites.graph.Layers.Input;
import io.convbench.suites.graph.Layers.SeparableConv2D;
import io.convbench.suites.graph.Node;
import io.convbench.suites.graph.TensorRole;
import io.convbench.suites.graph.WeightTensor;
import java.io.IOException;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/**
 * A graph for inference in which every batch norm that alone reads a convolution is folded into it:
 * kernel x gamma / sqrt(variance + epsilon) along the output channels, and bias = beta + (bias -
 * mean) x the same factor. Other batch norms stay. Factors are computed in double and rounded once.
 *
 * @param graph the same function with fewer layers; a convolution keeps its name and gains a bias
 * @param weights values for that graph, computed when read
 */
public record FoldedBatchNorm(Graph graph, Weights weights) {

  /** Folds what can be folded. */
  public static FoldedBatchNorm of(Graph graph, Weights weights) {
    Map<Node, Integer> readers = new HashMap<>();
    graph.nodes().forEach(n -> n.inputs().forEach(in -> readers.merge(in, 1, Integer::sum)));
    GraphBuilder builder = new GraphBuilder(graph.input().output());
    Map<Node, Node> rewritten = new HashMap<>();
    Map<String, Node> norms = new HashMap<>();
    for (Node node : graph.nodes()) {
      Optional<Layer> folded = foldable(node, readers);
      if (node.layer() instanceof Input) {
        rewritten.put(node, builder.input());
      } else if (folded.isPresent()) {
        Node convolution = node.input();
        norms.put(convolution.name(), node);
        Node[] inputs = {rewritten.get(convolution.input())};
        rewritten.put(node, builder.add(convolution.name(), folded.get(), inputs));
      } else {
        Node[] inputs = node.inputs().stream().map(rewritten::get).toArray(Node[]::new);
        rewritten.put(node, builder.add(node.name(), node.layer(), inputs));
      }
    }
    Graph result = builder.build(rewritten.get(graph.output()));
    return new FoldedBatchNorm(result, new FoldedWeights(graph, weights, norms));
  }

  /** The convolution with a bias that takes this batch norm in; empty for any other node. */
  private static Optional<Layer> foldable(Node node, Map<Node, Integer> readers) {
    if (!(node.layer() instanceof BatchNormalization) || readers.get(node.input()) != 1) {
      return Optional.empty();
    }
    Layer layer = node.input().layer();
    if (layer instanceof Conv2D conv) {
      return Optional.of(new Conv2D(conv.filters(), conv.window(), true));
    }
    if (layer instanceof DepthwiseConv2D conv) {
      return Optional.of(new DepthwiseConv2D(conv.window(), true));
    }
    if (layer instanceof SeparableConv2D conv) {
      return Optional.of(new SeparableConv2D(conv.filters(), conv.window(), true));
    }
    return Optional.empty();
  }

  /** Values for the folded graph out of those for the original one. */
  private record FoldedWeights(Graph original, Weights base, Map<String, Node> norms)
      implements Weights {

    @Override
    public float[] read(WeightTensor tensor) throws IOException {
      Node norm = norms.get(tensor.layer());
      Node layer = original.node(tensor.layer());
      if (norm == null) {
        return value(layer, tensor.role()).orElseThrow();
      }
      if (tensor.role() == TensorRole.BIAS) {
        return bias(layer, norm);
      }
      float[] kernel = value(layer, tensor.role()).orElseThrow();
      boolean beforePointwise =
          layer.layer() instanceof SeparableConv2D && tensor.role() == TensorRole.DEPTHWISE_KERNEL;
      return beforePointwise ? kernel : scaled(kernel, factors(norm));
    }

    @Override
    public WeightsOrigin origin() {
      return base.origin();
    }

    @Override
    public void close() throws IOException {
      base.close();
    }

    /** Output channels are the fastest axis of every kernel; a depthwise one's multiplier is 1. */
    private static float[] scaled(float[] kernel, double[] factors) {
      for (int i = 0; i < kernel.length; i++) {
        kernel[i] = (float) (kernel[i] * factors[i % factors.length]);
      }
      return kernel;
    }

    private float[] bias(Node layer, Node norm) throws IOException {
      double[] factors = factors(norm);
      float[] beta = value(norm, TensorRole.BETA).orElseThrow();
      float[] mean = value(norm, TensorRole.MOVING_MEAN).orElseThrow();
      Optional<float[]> bias = value(layer, TensorRole.BIAS);
      float[] folded = new float[beta.length];
      for (int i = 0; i < folded.length; i++) {
        double before = bias.isPresent() ? bias.get()[i] : 0;
        folded[i] = (float) (beta[i] + (before - mean[i]) * factors[i]);
      }
      return folded;
    }

    private double[] factors(Node norm) throws IOException {
      double epsilon = ((BatchNormalization) norm.layer()).epsilon();
      float[] variance = value(norm, TensorRole.MOVING_VARIANCE).orElseThrow();
      Optional<float[]> gamma = value(norm, TensorRole.GAMMA);
      double[] factors = new double[variance.length];
      for (int i = 0; i < factors.length; i++) {
        factors[i] = (gamma.isPresent() ? gamma.get()[i] : 1) / Math.sqrt(variance[i] + epsilon);
      }
      return factors;
    }

    private Optional<float[]> value(Node node, TensorRole role) throws IOException {
      for (WeightTensor tensor : original.tensors(node)) {
        if (tensor.role() == role) {
          return Optional.of(base.read(tensor));
        }
      }
      return Optional.empty();
    }
  }
}
