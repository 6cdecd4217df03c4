package io.convbench.suites.architecture;

import static io.convbench.suites.graph.ActivationFunction.RELU;

import io.convbench.foundation.input.InvalidInputException;
import io.convbench.suites.graph.Graph;
import io.convbench.suites.graph.GraphBuilder;
import io.convbench.suites.graph.Layers.Activation;
import io.convbench.suites.graph.Layers.Add;
import io.convbench.suites.graph.Layers.BatchNormalization;
import io.convbench.suites.graph.Layers.Concatenate;
import io.convbench.suites.graph.Layers.Conv2D;
import io.convbench.suites.graph.Layers.Dense;
import io.convbench.suites.graph.Layers.GlobalAveragePooling2D;
import io.convbench.suites.graph.Layers.MaxPooling2D;
import io.convbench.suites.graph.Layers.Rescaling;
import io.convbench.suites.graph.Layers.ZeroPadding2D;
import io.convbench.suites.graph.Node;
import io.convbench.suites.graph.Pads;
import io.convbench.suites.graph.Shape;
import io.convbench.suites.graph.Window;

/**
 * The networks with which He, Zhang, Ren and Sun 2015, arXiv:1512.03385, section 4.2, compare plain
 * stacks of layers with residual ones on small images: a 3x3 convolution, three stages of 2n of
 * them at full, half and quarter resolution with once, twice and four times as many filters, a
 * global average and a dense layer, 6n + 2 layers with weights. Nobody's architectures, and not in
 * the catalogue.
 *
 * @param connections plain or residual
 * @param depth layers with weights, 6n + 2
 * @param width filters of the first stage; the paper has 16
 */
public record SmallImageNetwork(Connections connections, int depth, int width) {

  /** How a pair of layers is connected. */
  public enum Connections {
    /** One after the other. */
    PLAIN,
    /**
     * With an identity around each pair, the paper's option A: where the resolution halves, every
     * second pixel is taken, and new channels are zero. It has no parameters.
     */
    RESIDUAL;

    /** The word in results and options. */
    public String word() {
      return this == PLAIN ? "plain" : "residual";
    }
  }

  private static final int STAGES = 3;
  private static final int LAYERS_OF_BLOCK = 2;
  private static final int LAYERS_AROUND = 2;
  private static final int MOST_LAYERS = 1202;
  private static final int MOST_FILTERS = 256;

  /** PyTorch's default; the paper does not say. */
  private static final double EPSILON = 1e-5;

  /**
   * @throws InvalidInputException when no such network has this depth, it is deeper than the
   *     paper's deepest, or the width is not from 1 to 256
   */
  public SmallImageNetwork {
    int layers = depth - LAYERS_AROUND;
    if (layers < STAGES * LAYERS_OF_BLOCK || layers % (STAGES * LAYERS_OF_BLOCK) != 0) {
      throw new InvalidInputException(
          "no network of %s layers: use 6n + 2, as 8, 14, 20, 32, 44 or 56".formatted(depth));
    }
    if (depth > MOST_LAYERS) {
      throw new InvalidInputException(
          "a network of %s layers: use at most %s, the paper's deepest"
              .formatted(depth, MOST_LAYERS));
    }
    if (width < 1 || width > MOST_FILTERS) {
      throw new InvalidInputException(
          "a width of %s filters: use 1 to %s".formatted(width, MOST_FILTERS));
    }
  }

  /** Connections and depth, e.g. {@code plain-20}. */
  public String name() {
    return connections.word() + "-" + depth;
  }

  /**
   * The network for images of this side.
   *
   * @param side rows and columns in pixels
   * @param classes of the logits
   */
  public Graph graph(int side, int classes) {
    GraphBuilder graph = new GraphBuilder(Shape.of(side, side, 3));
    Node x = relu(graph, "stem", convolution(graph, "stem", width, 1, graph.input()));
    int blocks = (depth - LAYERS_AROUND) / (STAGES * LAYERS_OF_BLOCK);
    for (int stage = 0; stage < STAGES; stage++) {
      for (int block = 0; block < blocks; block++) {
        int stride = stage > 0 && block == 0 ? 2 : 1;
        x = block(graph, "stage%s_block%s".formatted(stage + 1, block + 1), stage, stride, x);
      }
    }
    Node pooled = graph.add("pool", new GlobalAveragePooling2D(false), x);
    return graph.build(graph.add("logits", new Dense(classes, true), pooled));
  }

  private Node block(GraphBuilder graph, String name, int stage, int stride, Node x) {
    int filters = width << stage;
    Node y = convolution(graph, name + "_1", filters, stride, x);
    y = convolution(graph, name + "_2", filters, 1, relu(graph, name + "_1", y));
    Node sum =
        connections == Connections.PLAIN
            ? y
            : graph.add(name + "_add", new Add(), y, shortcut(graph, name, stride, x));
    return relu(graph, name + "_2", sum);
  }

  private static Node shortcut(GraphBuilder graph, String name, int stride, Node x) {
    if (stride == 1) {
      return x;
    }
    Node taken = graph.add(name + "_taken", new MaxPooling2D(Window.valid(1, stride)), x);
    Node zeros = graph.add(name + "_zeros", new Rescaling(0), taken);
    return graph.add(name + "_shortcut", new Concatenate(), taken, zeros);
  }

  private static Node convolution(
      GraphBuilder graph, String name, int filters, int stride, Node x) {
    // Padded on both sides, so that strided windows are centred on the pixels that a shortcut
    // takes.
    boolean strided = stride > 1;
    Node from = strided ? graph.add(name + "_pad", new ZeroPadding2D(Pads.all(1)), x) : x;
    Window window = strided ? Window.valid(3, stride) : Window.same(3);
    Node y = graph.add(name + "_conv", new Conv2D(filters, window, false), from);
    return graph.add(name + "_bn", new BatchNormalization(EPSILON, true), y);
  }

  private static Node relu(GraphBuilder graph, String name, Node x) {
    return graph.add(name + "_relu", new Activation(RELU), x);
  }
}
