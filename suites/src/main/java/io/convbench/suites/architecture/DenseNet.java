package io.convbench.suites.architecture;

import static io.convbench.suites.graph.ActivationFunction.RELU;

import io.convbench.suites.graph.GraphBuilder;
import io.convbench.suites.graph.Layers.Activation;
import io.convbench.suites.graph.Layers.AveragePooling2D;
import io.convbench.suites.graph.Layers.BatchNormalization;
import io.convbench.suites.graph.Layers.Concatenate;
import io.convbench.suites.graph.Layers.Conv2D;
import io.convbench.suites.graph.Layers.MaxPooling2D;
import io.convbench.suites.graph.Layers.ZeroPadding2D;
import io.convbench.suites.graph.Node;
import io.convbench.suites.graph.Pads;
import io.convbench.suites.graph.Window;
import java.util.List;
import java.util.Locale;

/**
 * DenseNet, Huang, Liu, van der Maaten and Weinberger 2016, arXiv:1608.06993, Table 1: DenseNet-BC
 * with growth rate 32, bottlenecks of 4 x 32 channels and compression 0.5.
 *
 * <p>Keras departs from the paper only in epsilon.
 */
final class DenseNet {

  // @formatter:off
  // Table 1: layers in dense block      (1) (2) (3) (4)
  private static final int[] LAYERS_121 = {6, 12, 24, 16};
  private static final int[] LAYERS_169 = {6, 12, 32, 32};
  private static final int[] LAYERS_201 = {6, 12, 48, 32};

  static List<Architecture> all() {
    return List.of(
        //                                        top-1   top-5   at  MiB params depth
        denseNet("DenseNet121", Published.inTable(74.972, 92.258, 224, 33,  8.1, 242), LAYERS_121),
        denseNet("DenseNet169", Published.inTable(76.176, 93.176, 224, 57, 14.3, 338), LAYERS_169),
        denseNet("DenseNet201", Published.inTable(77.320, 93.620, 224, 80, 20.2, 402), LAYERS_201));
  }
  // @formatter:on

  private static final int GROWTH_RATE = 32;
  private static final double EPSILON = 1.001e-5;

  private final GraphBuilder graph;

  private DenseNet(GraphBuilder graph) {
    this.graph = graph;
  }

  private static Architecture denseNet(String name, Published published, int[] layers) {
    return new Architecture(
        name,
        "DenseNet",
        224,
        Preprocessing.TORCH,
        published,
        KerasFiles.named(name.toLowerCase(Locale.ROOT)),
        graph -> new DenseNet(graph).build(layers),
        Classifier.dense("avg_pool"));
  }

  private Node build(int[] layers) {
    Node x = stem();
    x = transition("pool2", dense("conv2", layers[0], x));
    x = transition("pool3", dense("conv3", layers[1], x));
    x = transition("pool4", dense("conv4", layers[2], x));
    x = dense("conv5", layers[3], x);
    return normRelu("bn", "relu", x);
  }

  private Node stem() {
    Node x = graph.add(new ZeroPadding2D(Pads.all(3)), graph.input());
    x = conv("conv1_conv", 2 * GROWTH_RATE, Window.valid(7, 2), x);
    x = normRelu("conv1_bn", "conv1_relu", x);
    x = graph.add(new ZeroPadding2D(Pads.all(1)), x);
    return graph.add("pool1", new MaxPooling2D(Window.valid(3, 2)), x);
  }

  private Node dense(String name, int layers, Node x) {
    for (int layer = 1; layer <= layers; layer++) {
      x = layer("%s_block%s".formatted(name, layer), x);
    }
    return x;
  }

  private Node layer(String name, Node x) {
    Node y = normRelu(name + "_0_bn", name + "_0_relu", x);
    y = conv(name + "_1_conv", 4 * GROWTH_RATE, Window.valid(1), y);
    y = normRelu(name + "_1_bn", name + "_1_relu", y);
    y = conv(name + "_2_conv", GROWTH_RATE, Window.same(3), y);
    return graph.add(name + "_concat", new Concatenate(), x, y);
  }

  private Node transition(String name, Node x) {
    Node y = normRelu(name + "_bn", name + "_relu", x);
    y = conv(name + "_conv", x.output().channels() / 2, Window.valid(1), y);
    return graph.add(name + "_pool", new AveragePooling2D(Window.valid(2, 2)), y);
  }

  private Node normRelu(String norm, String relu, Node x) {
    Node y = graph.add(norm, new BatchNormalization(EPSILON, true), x);
    return graph.add(relu, new Activation(RELU), y);
  }

  private Node conv(String name, int filters, Window window, Node x) {
    return graph.add(name, new Conv2D(filters, window, false), x);
  }
}
