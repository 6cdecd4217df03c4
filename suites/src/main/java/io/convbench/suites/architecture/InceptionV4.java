package io.convbench.suites.architecture;

import static io.convbench.suites.graph.ActivationFunction.RELU;

import io.convbench.suites.graph.GraphBuilder;
import io.convbench.suites.graph.Layers.Activation;
import io.convbench.suites.graph.Layers.AveragePooling2D;
import io.convbench.suites.graph.Layers.BatchNormalization;
import io.convbench.suites.graph.Layers.Concatenate;
import io.convbench.suites.graph.Layers.Conv2D;
import io.convbench.suites.graph.Layers.Dense;
import io.convbench.suites.graph.Layers.GlobalAveragePooling2D;
import io.convbench.suites.graph.Layers.MaxPooling2D;
import io.convbench.suites.graph.Node;
import io.convbench.suites.graph.Window;
import java.util.List;

/**
 * InceptionV4, Szegedy, Ioffe, Vanhoucke and Alemi 2016, arXiv:1602.07261, Figures 3 to 9, as timm
 * has it after TensorFlow's slim models, with timm's names of modules.
 *
 * <p>slim departs from the figures: in the stem, Inception-B and Inception-C some neighbours of n x
 * 1 and 1 x n convolutions stand in the other order.
 */
final class InceptionV4 {

  // @formatter:off
  static List<Architecture> all() {
    return List.of(
        new Architecture(
            "InceptionV4", "Inception", 299, Preprocessing.TF,
            //               top-1   top-5   at   params
            Published.inTimm(80.144, 94.982, 299, 42.7),
            SafetensorsFiles.ofTimm("inception_v4.tf_in1k", "InceptionV4"),
            graph -> new InceptionV4(graph).build(),
            InceptionV4::classifier,
            Framework.PYTORCH)
        // the usual gain would leave its logits nearly equal
        .seededBy(6.5));
  }
  // @formatter:on

  private static final double EPSILON = 1e-3;

  private final GraphBuilder graph;

  private InceptionV4(GraphBuilder graph) {
    this.graph = graph;
  }

  /** Figure 9: the stem, 4 x Inception-A, Reduction-A, 7 x B, Reduction-B, 3 x C. */
  private Node build() {
    Node x = stem(graph.input());
    for (int i = 6; i <= 9; i++) {
      x = inceptionA("features." + i, x);
    }
    x = reductionA("features.10", x);
    for (int i = 11; i <= 17; i++) {
      x = inceptionB("features." + i, x);
    }
    x = reductionB("features.18", x);
    for (int i = 19; i <= 21; i++) {
      x = inceptionC("features." + i, x);
    }
    return x;
  }

  private static Node classifier(GraphBuilder graph, Node features, int classes) {
    Node x = graph.add("global_pool", new GlobalAveragePooling2D(false), features);
    return graph.add("last_linear", new Dense(classes, true), x);
  }

  // @formatter:off
  /** Figure 3. */
  private Node stem(Node image) {
    Node x = conv("features.0",       32, Window.valid(3, 2), image);
         x = conv("features.1",       32, Window.valid(3), x);
         x = conv("features.2",       64, 3, 3, x);
    Node a = pool("features.3.maxpool", x);
    Node b = conv("features.3.conv",  96, Window.valid(3, 2), x);
         x = concat("features.3", a, b);
         a = conv("features.4.branch0.0", 64, 1, 1, x);
         a = conv("features.4.branch0.1", 96, Window.valid(3), a);
         b = conv("features.4.branch1.0", 64, 1, 1, x);
         b = conv("features.4.branch1.1", 64, 1, 7, b);
         b = conv("features.4.branch1.2", 64, 7, 1, b);
         b = conv("features.4.branch1.3", 96, Window.valid(3), b);
         x = concat("features.4", a, b);
         a = conv("features.5.conv", 192, Window.valid(3, 2), x);
         b = pool("features.5.maxpool", x);
    return concat("features.5", a, b);
  }

  /** Figure 4. */
  private Node inceptionA(String name, Node x) {
    Node a = conv(name + ".branch0",    96, 1, 1, x);
    Node b = conv(name + ".branch1.0",  64, 1, 1, x);
         b = conv(name + ".branch1.1",  96, 3, 3, b);
    Node c = conv(name + ".branch2.0",  64, 1, 1, x);
         c = conv(name + ".branch2.1",  96, 3, 3, c);
         c = conv(name + ".branch2.2",  96, 3, 3, c);
    Node d = mean(name + ".branch3.0", x);
         d = conv(name + ".branch3.1",  96, 1, 1, d);
    return concat(name, a, b, c, d);
  }

  /** Figure 7 with k, l, m, n = 192, 224, 256, 384 of Table 1. */
  private Node reductionA(String name, Node x) {
    Node a = conv(name + ".branch0",   384, Window.valid(3, 2), x);
    Node b = conv(name + ".branch1.0", 192, 1, 1, x);
         b = conv(name + ".branch1.1", 224, 3, 3, b);
         b = conv(name + ".branch1.2", 256, Window.valid(3, 2), b);
    Node c = pool(name + ".branch2", x);
    return concat(name, a, b, c);
  }

  /** Figure 5. */
  private Node inceptionB(String name, Node x) {
    Node a = conv(name + ".branch0",   384, 1, 1, x);
    Node b = conv(name + ".branch1.0", 192, 1, 1, x);
         b = conv(name + ".branch1.1", 224, 1, 7, b);
         b = conv(name + ".branch1.2", 256, 7, 1, b);
    Node c = conv(name + ".branch2.0", 192, 1, 1, x);
         c = conv(name + ".branch2.1", 192, 7, 1, c);
         c = conv(name + ".branch2.2", 224, 1, 7, c);
         c = conv(name + ".branch2.3", 224, 7, 1, c);
         c = conv(name + ".branch2.4", 256, 1, 7, c);
    Node d = mean(name + ".branch3.0", x);
         d = conv(name + ".branch3.1", 128, 1, 1, d);
    return concat(name, a, b, c, d);
  }

  /** Figure 8. */
  private Node reductionB(String name, Node x) {
    Node a = conv(name + ".branch0.0", 192, 1, 1, x);
         a = conv(name + ".branch0.1", 192, Window.valid(3, 2), a);
    Node b = conv(name + ".branch1.0", 256, 1, 1, x);
         b = conv(name + ".branch1.1", 256, 1, 7, b);
         b = conv(name + ".branch1.2", 320, 7, 1, b);
         b = conv(name + ".branch1.3", 320, Window.valid(3, 2), b);
    Node c = pool(name + ".branch2", x);
    return concat(name, a, b, c);
  }

  /** Figure 6. */
  private Node inceptionC(String name, Node x) {
    Node a = conv(name + ".branch0",    256, 1, 1, x);
    Node b = conv(name + ".branch1_0",  384, 1, 1, x);
         b = concat(name + ".branch1",
             conv(name + ".branch1_1a", 256, 1, 3, b),
             conv(name + ".branch1_1b", 256, 3, 1, b));
    Node c = conv(name + ".branch2_0",  384, 1, 1, x);
         c = conv(name + ".branch2_1",  448, 3, 1, c);
         c = conv(name + ".branch2_2",  512, 1, 3, c);
         c = concat(name + ".branch2",
             conv(name + ".branch2_3a", 256, 1, 3, c),
             conv(name + ".branch2_3b", 256, 3, 1, c));
    Node d = mean(name + ".branch3.0", x);
         d = conv(name + ".branch3.1",  256, 1, 1, d);
    return concat(name, a, b, c, d);
  }
  // @formatter:on

  /** Of rows x columns, padded to keep the size. */
  private Node conv(String name, int filters, int rows, int columns, Node x) {
    return conv(name, filters, Window.sameRectangle(rows, columns), x);
  }

  /** With normalisation and ReLU. */
  private Node conv(String name, int filters, Window window, Node x) {
    Node y = graph.add(name + ".conv", new Conv2D(filters, window, false), x);
    y = graph.add(name + ".bn", new BatchNormalization(EPSILON, true), y);
    return graph.add(name + ".bn.act", new Activation(RELU), y);
  }

  private Node pool(String name, Node x) {
    return graph.add(name, new MaxPooling2D(Window.valid(3, 2)), x);
  }

  private Node mean(String name, Node x) {
    return graph.add(name, new AveragePooling2D(Window.same(3)), x);
  }

  private Node concat(String name, Node... branches) {
    return graph.add(name, new Concatenate(), branches);
  }
}
