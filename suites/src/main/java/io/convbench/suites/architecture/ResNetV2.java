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
 * ResNet with pre-activation, He, Zhang, Ren and Sun 2016, arXiv:1603.05027, Figure 4(e), on the
 * layout of arXiv:1512.03385, Table 1.
 *
 * <p>Keras, after TensorFlow's slim models, departs from the paper: the stride of a stack is in its
 * last block, not in the first of the next; there the shortcut is subsampled, not projected.
 *
 * <p>The published accuracies were measured at 299 pixels although the default input is 224.
 */
final class ResNetV2 {

  // @formatter:off
  static List<Architecture> all() {
    return List.of(
        //                                      top-1   top-5   at   MiB  params depth
        resNet("ResNet50V2",  Published.inTable(75.960, 93.034, 299,  98,  25.6, 103), ResNet.LAYERS_50),
        resNet("ResNet101V2", Published.inTable(77.234, 93.816, 299, 171,  44.7, 205), ResNet.LAYERS_101),
        resNet("ResNet152V2", Published.inTable(78.032, 94.162, 299, 232,  60.4, 307), ResNet.LAYERS_152));
  }
  // @formatter:on

  private static final double EPSILON = 1.001e-5;

  private final GraphBuilder graph;

  private ResNetV2(GraphBuilder graph) {
    this.graph = graph;
  }

  private static Architecture resNet(String name, Published published, int[] blocks) {
    return new Architecture(
            name,
            "ResNetV2",
            224,
            Preprocessing.TF,
            published,
            KerasFiles.named(name.toLowerCase(Locale.ROOT)),
            graph -> new ResNetV2(graph).build(blocks),
            Classifier.dense("avg_pool"))
        .seededBy(Architecture.GAIN_OF_RESIDUAL_SUMS);
  }

  private Node build(int[] blocks) {
    Node x = stem();
    x = stack("conv2", 64, blocks[0], 2, x);
    x = stack("conv3", 128, blocks[1], 2, x);
    x = stack("conv4", 256, blocks[2], 2, x);
    x = stack("conv5", 512, blocks[3], 1, x);
    return normRelu("post", x);
  }

  /** Without activation: the ring of zeros can win against negative values in the pooling. */
  private Node stem() {
    Node x = graph.add("conv1_pad", new ZeroPadding2D(Pads.all(3)), graph.input());
    x = graph.add("conv1_conv", new Conv2D(64, Window.valid(7, 2), true), x);
    x = graph.add("pool1_pad", new ZeroPadding2D(Pads.all(1)), x);
    return graph.add("pool1_pool", new MaxPooling2D(Window.valid(3, 2)), x);
  }

  private Node stack(String name, int width, int blocks, int stride, Node x) {
    for (int block = 1; block <= blocks; block++) {
      x = block("%s_block%s".formatted(name, block), width, block == blocks ? stride : 1, x);
    }
    return x;
  }

  private Node block(String name, int width, int stride, Node x) {
    Node activated = normRelu(name + "_preact", x);
    Node shortcut = shortcut(name, 4 * width, stride, x, activated);
    Node y = graph.add(name + "_1_conv", new Conv2D(width, Window.valid(1), false), activated);
    y = normRelu(name + "_1", y);
    y = graph.add(name + "_2_pad", new ZeroPadding2D(Pads.all(1)), y);
    y = graph.add(name + "_2_conv", new Conv2D(width, Window.valid(3, stride), false), y);
    y = normRelu(name + "_2", y);
    y = graph.add(name + "_3_conv", new Conv2D(4 * width, Window.valid(1), true), y);
    return graph.add(name + "_out", new Add(), shortcut, y);
  }

  private Node shortcut(String name, int channels, int stride, Node x, Node activated) {
    if (x.output().channels() != channels) {
      return graph.add(
          name + "_0_conv", new Conv2D(channels, Window.valid(1, stride), true), activated);
    }
    return stride == 1 ? x : graph.add(new MaxPooling2D(Window.valid(1, stride)), x);
  }

  private Node normRelu(String name, Node x) {
    Node y = graph.add(name + "_bn", new BatchNormalization(EPSILON, true), x);
    return graph.add(name + "_relu", new Activation(RELU), y);
  }
}
