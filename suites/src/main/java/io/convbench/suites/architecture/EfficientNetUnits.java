package io.convbench.suites.architecture;

import static io.convbench.suites.graph.ActivationFunction.SIGMOID;
import static io.convbench.suites.graph.ActivationFunction.SWISH;

import io.convbench.suites.graph.GraphBuilder;
import io.convbench.suites.graph.Layers.Activated;
import io.convbench.suites.graph.Layers.Activation;
import io.convbench.suites.graph.Layers.Add;
import io.convbench.suites.graph.Layers.BatchNormalization;
import io.convbench.suites.graph.Layers.Conv2D;
import io.convbench.suites.graph.Layers.GlobalAveragePooling2D;
import io.convbench.suites.graph.Layers.Multiply;
import io.convbench.suites.graph.Layers.Reshape;
import io.convbench.suites.graph.Node;
import io.convbench.suites.graph.Window;

/** What EfficientNet and EfficientNetV2 have in common in Keras. */
final class EfficientNetUnits {

  /** Keras's default. */
  private static final double EPSILON = 1e-3;

  private static final double SQUEEZE = 0.25;

  private final GraphBuilder graph;

  EfficientNetUnits(GraphBuilder graph) {
    this.graph = graph;
  }

  /** A convolution and its normalisation. */
  Node conv(String name, int filters, Window window, Node x) {
    return norm(name, graph.add(name + "_conv", new Conv2D(filters, window, false), x));
  }

  Node norm(String name, Node x) {
    return graph.add(name + "_bn", new BatchNormalization(EPSILON, true), x);
  }

  Node swish(String name, Node x) {
    return graph.add(name + "_activation", new Activation(SWISH), x);
  }

  /**
   * Hu et al. 2017, arXiv:1709.01507.
   *
   * @param channels of the block's input, of which a quarter is squeezed to
   */
  Node squeezeExcite(String block, int channels, Node x) {
    int squeezed = Math.max(1, (int) (channels * SQUEEZE));
    Node gate = graph.add(block + "_se_squeeze", new GlobalAveragePooling2D(false), x);
    gate = graph.add(block + "_se_reshape", new Reshape(), gate);
    Conv2D reduce = new Conv2D(squeezed, Window.same(1), true);
    gate = graph.add(block + "_se_reduce", new Activated(reduce, SWISH), gate);
    Conv2D expand = new Conv2D(x.output().channels(), Window.same(1), true);
    gate = graph.add(block + "_se_expand", new Activated(expand, SIGMOID), gate);
    return graph.add(block + "_se_excite", new Multiply(), x, gate);
  }

  /** The sum with the block's input where that is of the same shape. */
  Node residual(String block, Node input, Node x) {
    return input.output().equals(x.output()) ? graph.add(block + "_add", new Add(), x, input) : x;
  }

  /** What Keras calls a stage's blocks: {@code block2a}, {@code block2b}, ... */
  static String block(int stage, int number) {
    return "block%s%s".formatted(stage, (char) ('a' + number));
  }
}
