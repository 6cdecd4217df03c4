package io.convbench.suites.architecture;

import static io.convbench.suites.graph.ActivationFunction.RELU;

import io.convbench.suites.graph.GraphBuilder;
import io.convbench.suites.graph.Layers.Activation;
import io.convbench.suites.graph.Layers.BatchNormalization;
import io.convbench.suites.graph.Layers.Concatenate;
import io.convbench.suites.graph.Layers.Conv2D;
import io.convbench.suites.graph.Layers.ScaledAdd;
import io.convbench.suites.graph.Node;
import io.convbench.suites.graph.Window;
import java.util.List;

/**
 * InceptionResNetV2, Szegedy, Ioffe, Vanhoucke and Alemi 2016, arXiv:1602.07261, Figure 15 with
 * Figures 16 to 19.
 *
 * <p>Keras follows TensorFlow's slim models, which depart from the paper: the stem is InceptionV3's
 * and one Inception block instead of Figure 3; there are 10, 20 and 10 residual blocks instead of
 * 5, 10 and 5; the trunk has 320, 1088 and 2080 channels; the dropout is left out.
 */
final class InceptionResNetV2 {

  // @formatter:off
  static List<Architecture> all() {
    return List.of(
        new Architecture(
            "InceptionResNetV2", "Inception", 299, Preprocessing.TF,
            //                top-1   top-5   at   MiB  params depth
            Published.inTable(80.256, 95.252, 299, 215, 55.9, 449),
            KerasFiles.named("inception_resnet_v2"),
            graph -> new InceptionResNetV2(graph).build(),
            Classifier.dense("avg_pool")));
  }
  // @formatter:on

  private final GraphBuilder graph;
  private final InceptionUnits units;

  private InceptionResNetV2(GraphBuilder graph) {
    this.graph = graph;
    units = new InceptionUnits(graph);
  }

  private Node build() {
    Node x = inceptionA("mixed_5b", units.stem());
    for (int i = 1; i <= 10; i++) {
      x = relu("block35_%s_ac".formatted(i), block35("block35_" + i, x));
    }
    x = reductionA("mixed_6a", x);
    for (int i = 1; i <= 20; i++) {
      x = relu("block17_%s_ac".formatted(i), block17("block17_" + i, x));
    }
    x = reductionB("mixed_7a", x);
    for (int i = 1; i <= 9; i++) {
      x = relu("block8_%s_ac".formatted(i), block8("block8_" + i, 0.2, x));
    }
    // unscaled and without activation, unlike all the others
    x = block8("block8_10", 1.0, x);
    x = graph.add("conv_7b", new Conv2D(1536, Window.same(1), false), x);
    x = graph.add("conv_7b_bn", new BatchNormalization(1e-3, false), x);
    return relu("conv_7b_ac", x);
  }

  // @formatter:off
  private Node inceptionA(String name, Node x) {
    Node a = units.conv( 96, 1, 1, x);
    Node b = units.conv( 48, 1, 1, x);
         b = units.conv( 64, 5, 5, b);
    Node c = units.conv( 64, 1, 1, x);
         c = units.conv( 96, 3, 3, c);
         c = units.conv( 96, 3, 3, c);
    Node d = units.averagePool(x);
         d = units.conv( 64, 1, 1, d);
    return concat(name, a, b, c, d);
  }

  /** Figure 16. */
  private Node block35(String name, Node x) {
    Node a = units.conv( 32, 1, 1, x);
    Node b = units.conv( 32, 1, 1, x);
         b = units.conv( 32, 3, 3, b);
    Node c = units.conv( 32, 1, 1, x);
         c = units.conv( 48, 3, 3, c);
         c = units.conv( 64, 3, 3, c);
    return residual(name, 0.17, x, a, b, c);
  }

  /** Figure 7 of the paper with k, l, m, n = 256, 256, 384, 384. */
  private Node reductionA(String name, Node x) {
    Node a = units.halve(384, x);
    Node b = units.conv(256, 1, 1, x);
         b = units.conv(256, 3, 3, b);
         b = units.halve(384, b);
    Node c = units.maxPool(x);
    return concat(name, a, b, c);
  }

  /** Figure 17. */
  private Node block17(String name, Node x) {
    Node a = units.conv(192, 1, 1, x);
    Node b = units.conv(128, 1, 1, x);
         b = units.conv(160, 1, 7, b);
         b = units.conv(192, 7, 1, b);
    return residual(name, 0.1, x, a, b);
  }

  /** Figure 18. */
  private Node reductionB(String name, Node x) {
    Node a = units.conv(256, 1, 1, x);
         a = units.halve(384, a);
    Node b = units.conv(256, 1, 1, x);
         b = units.halve(288, b);
    Node c = units.conv(256, 1, 1, x);
         c = units.conv(288, 3, 3, c);
         c = units.halve(320, c);
    Node d = units.maxPool(x);
    return concat(name, a, b, c, d);
  }

  /** Figure 19. */
  private Node block8(String name, double scale, Node x) {
    Node a = units.conv(192, 1, 1, x);
    Node b = units.conv(192, 1, 1, x);
         b = units.conv(224, 1, 3, b);
         b = units.conv(256, 3, 1, b);
    return residual(name, scale, x, a, b);
  }
  // @formatter:on

  /** x + scale x the branches brought to x's channels by a 1x1 convolution with bias. */
  private Node residual(String name, double scale, Node x, Node... branches) {
    Node mixed = concat(name + "_mixed", branches);
    Conv2D widen = new Conv2D(x.output().channels(), Window.same(1), true);
    Node up = graph.add(name + "_conv", widen, mixed);
    return graph.add(new ScaledAdd(scale), x, up);
  }

  private Node concat(String name, Node... branches) {
    return graph.add(name, new Concatenate(), branches);
  }

  private Node relu(String name, Node x) {
    return graph.add(name, new Activation(RELU), x);
  }
}
