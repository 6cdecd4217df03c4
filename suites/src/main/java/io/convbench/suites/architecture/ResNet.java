package io.convbench.suites.architecture;

import static io.convbench.suites.graph.ActivationFunction.RELU;

import io.convbench.suites.graph.GraphBuilder;
import io.convbench.suites.graph.Layers.Activation;
import io.convbench.suites.graph.Layers.Add;
import io.convbench.suites.graph.Layers.BatchNormalization;
import io.convbench.suites.graph.Layers.Conv2D;
import io.convbench.suites.graph.Layers.MaxPooling2D;
import io.convbench.suites.graph.Layers.ZeroPadding2D;
import io.convbench.suites.graph.Node;
import io.convbench.suites.graph.Pads;
import io.convbench.suites.graph.Window;
import java.util.List;
import java.util.Locale;

/**
 * ResNet, He, Zhang, Ren and Sun 2015, arXiv:1512.03385, Table 1.
 *
 * <p>Keras departs from the paper's release in that every convolution has a bias besides its batch
 * normalisation, and in epsilon. As in that release, and unlike in later ports, the stride of a
 * stack is in the first 1x1 convolution, not in the 3x3.
 */
final class ResNet {

  // @formatter:off
  // Table 1: blocks in             conv2_x conv3_x conv4_x conv5_x
  static final int[] LAYERS_50  = {       3,      4,      6,      3};
  static final int[] LAYERS_101 = {       3,      4,     23,      3};
  static final int[] LAYERS_152 = {       3,      8,     36,      3};

  static List<Architecture> all() {
    return List.of(
        //                                    top-1   top-5   at   MiB  params depth
        resNet("ResNet50",  Published.inTable(74.928, 92.060, 224,  98,  25.6, 107), LAYERS_50),
        resNet("ResNet101", Published.inTable(76.420, 92.786, 224, 171,  44.7, 209), LAYERS_101),
        resNet("ResNet152", Published.inTable(76.604, 93.118, 224, 232,  60.4, 311), LAYERS_152));
  }
  // @formatter:on

  /** Keras's value; the paper's release has 1e-5. */
  private static final double EPSILON = 1.001e-5;

  private final GraphBuilder graph;

  private ResNet(GraphBuilder graph) {
    this.graph = graph;
  }

  private static Architecture resNet(String name, Published published, int[] blocks) {
    return new Architecture(
            name,
            "ResNet",
            224,
            Preprocessing.CAFFE,
            published,
            KerasFiles.named(name.toLowerCase(Locale.ROOT)),
            graph -> new ResNet(graph).build(blocks),
            Classifier.dense("avg_pool"))
        .seededBy(Architecture.GAIN_OF_RESIDUAL_SUMS);
  }

  private Node build(int[] blocks) {
    Node x = stem();
    x = stack("conv2", 64, blocks[0], 1, x);
    x = stack("conv3", 128, blocks[1], 2, x);
    x = stack("conv4", 256, blocks[2], 2, x);
    return stack("conv5", 512, blocks[3], 2, x);
  }

  private Node stem() {
    Node x = graph.add("conv1_pad", new ZeroPadding2D(Pads.all(3)), graph.input());
    x = relu("conv1_relu", conv("conv1", 64, Window.valid(7, 2), x));
    x = graph.add("pool1_pad", new ZeroPadding2D(Pads.all(1)), x);
    return graph.add("pool1_pool", new MaxPooling2D(Window.valid(3, 2)), x);
  }

  private Node stack(String name, int width, int blocks, int stride, Node x) {
    for (int block = 1; block <= blocks; block++) {
      x = block("%s_block%s".formatted(name, block), width, block == 1 ? stride : 1, x);
    }
    return x;
  }

  /** Bottleneck; the shortcut is a projection wherever the number of channels changes. */
  private Node block(String name, int width, int stride, Node x) {
    Node shortcut = x;
    if (x.output().channels() != 4 * width) {
      shortcut = conv(name + "_0", 4 * width, Window.valid(1, stride), x);
    }
    Node y = relu(name + "_1_relu", conv(name + "_1", width, Window.valid(1, stride), x));
    y = relu(name + "_2_relu", conv(name + "_2", width, Window.same(3), y));
    y = conv(name + "_3", 4 * width, Window.valid(1), y);
    return relu(name + "_out", graph.add(name + "_add", new Add(), shortcut, y));
  }

  private Node conv(String name, int filters, Window window, Node x) {
    Node y = graph.add(name + "_conv", new Conv2D(filters, window, true), x);
    return graph.add(name + "_bn", new BatchNormalization(EPSILON, true), y);
  }

  private Node relu(String name, Node x) {
    return graph.add(name, new Activation(RELU), x);
  }
}
