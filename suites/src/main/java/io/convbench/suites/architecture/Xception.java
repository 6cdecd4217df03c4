package io.convbench.suites.architecture;

import static io.convbench.suites.graph.ActivationFunction.RELU;

import io.convbench.suites.graph.GraphBuilder;
import io.convbench.suites.graph.Layers.Activation;
import io.convbench.suites.graph.Layers.Add;
import io.convbench.suites.graph.Layers.BatchNormalization;
import io.convbench.suites.graph.Layers.Conv2D;
import io.convbench.suites.graph.Layers.MaxPooling2D;
import io.convbench.suites.graph.Layers.SeparableConv2D;
import io.convbench.suites.graph.Node;
import io.convbench.suites.graph.Window;
import java.util.List;

/**
 * Xception, Chollet 2016, arXiv:1610.02357, Figure 5: entry flow, eight times the middle flow, exit
 * flow. As the figure's legend says, a batch normalisation follows every convolution.
 *
 * <p>Keras has none of the optional fully connected layers before the classifier.
 */
final class Xception {

  // @formatter:off
  static List<Architecture> all() {
    return List.of(
        new Architecture(
            "Xception", "Xception", 299, Preprocessing.TF,
            //                top-1   top-5   at  MiB params depth
            Published.inTable(79.006, 94.452, 299, 88, 22.9, 81),
            KerasFiles.named("xception"),
            graph -> new Xception(graph).build(),
            Classifier.dense("avg_pool")));
  }
  // @formatter:on

  /** Keras's default. */
  private static final double EPSILON = 1e-3;

  private final GraphBuilder graph;

  private Xception(GraphBuilder graph) {
    this.graph = graph;
  }

  private Node build() {
    // Entry flow
    Node x = conv("block1_conv1", 32, Window.valid(3, 2), graph.input());
    x = conv("block1_conv2", 64, Window.valid(3), x);
    x = reduction("block2", 128, 128, x);
    x = reduction("block3", 256, 256, x);
    x = reduction("block4", 728, 728, x);
    // Middle flow
    for (int block = 5; block <= 12; block++) {
      x = middle("block" + block, x);
    }
    // Exit flow
    x = reduction("block13", 728, 1024, x);
    x = relu("block14_sepconv1_act", separable("block14_sepconv1", 1536, x));
    return relu("block14_sepconv2_act", separable("block14_sepconv2", 2048, x));
  }

  /** Two separable convolutions and a pooling, beside a 1x1 convolution of stride 2. */
  private Node reduction(String name, int firstFilters, int filters, Node x) {
    Node residual = graph.add(new Conv2D(filters, Window.same(1, 2), false), x);
    residual = graph.add(new BatchNormalization(EPSILON, true), residual);
    // block1 ends in a ReLU already
    Node y = name.equals("block2") ? x : relu(name + "_sepconv1_act", x);
    y = separable(name + "_sepconv1", firstFilters, y);
    y = relu(name + "_sepconv2_act", y);
    y = separable(name + "_sepconv2", filters, y);
    y = graph.add(name + "_pool", new MaxPooling2D(Window.same(3, 2)), y);
    return graph.add(new Add(), y, residual);
  }

  private Node middle(String name, Node x) {
    Node y = x;
    for (int i = 1; i <= 3; i++) {
      String unit = "%s_sepconv%s".formatted(name, i);
      y = separable(unit, 728, relu(unit + "_act", y));
    }
    return graph.add(new Add(), y, x);
  }

  private Node conv(String name, int filters, Window window, Node x) {
    Node y = graph.add(name, new Conv2D(filters, window, false), x);
    return relu(name + "_act", graph.add(name + "_bn", new BatchNormalization(EPSILON, true), y));
  }

  private Node separable(String name, int filters, Node x) {
    Node y = graph.add(name, new SeparableConv2D(filters, Window.same(3), false), x);
    return graph.add(name + "_bn", new BatchNormalization(EPSILON, true), y);
  }

  private Node relu(String name, Node x) {
    return graph.add(name, new Activation(RELU), x);
  }
}
