package io.convbench.suites.architecture;

import static io.convbench.suites.graph.ActivationFunction.RELU;

import io.convbench.suites.graph.GraphBuilder;
import io.convbench.suites.graph.Layers.Activation;
import io.convbench.suites.graph.Layers.AveragePooling2D;
import io.convbench.suites.graph.Layers.BatchNormalization;
import io.convbench.suites.graph.Layers.Conv2D;
import io.convbench.suites.graph.Layers.MaxPooling2D;
import io.convbench.suites.graph.Node;
import io.convbench.suites.graph.Window;

/** What InceptionV3 and InceptionResNetV2 have in common in Keras: the stem and the units. */
final class InceptionUnits {

  /** Keras's default. */
  private static final double EPSILON = 1e-3;

  private final GraphBuilder graph;

  InceptionUnits(GraphBuilder graph) {
    this.graph = graph;
  }

  // @formatter:off
  /**
   * Szegedy et al. 2015, arXiv:1512.00567, Table 1. Keras departs from the rows after the first
   * pooling (3x3/1, 3x3/2, 3x3/1): it has 1x1, 3x3 and a second pooling.
   */
  Node stem() {
    Node x = conv(32, Window.valid(3, 2), graph.input());
         x = conv(32, Window.valid(3), x);
         x = conv(64, 3, 3, x);
         x = maxPool(x);
         x = conv(80, Window.valid(1), x);
         x = conv(192, Window.valid(3), x);
    return maxPool(x);
  }
  // @formatter:on

  /** Convolution of rows x columns, padded, stride 1, with normalisation and ReLU. */
  Node conv(int filters, int rows, int columns, Node x) {
    return conv(filters, Window.sameRectangle(rows, columns), x);
  }

  /** Convolution 3x3 with stride 2 inside the border. */
  Node halve(int filters, Node x) {
    return conv(filters, Window.valid(3, 2), x);
  }

  Node maxPool(Node x) {
    return graph.add(new MaxPooling2D(Window.valid(3, 2)), x);
  }

  Node averagePool(Node x) {
    return graph.add(new AveragePooling2D(Window.same(3)), x);
  }

  private Node conv(int filters, Window window, Node x) {
    Node y = graph.add(new Conv2D(filters, window, false), x);
    // without gamma, which the convolution after the ReLU can take over
    y = graph.add(new BatchNormalization(EPSILON, false), y);
    return graph.add(new Activation(RELU), y);
  }
}
