package io.convbench.suites.architecture;

import static io.convbench.suites.graph.ActivationFunction.RELU;

import io.convbench.suites.graph.GraphBuilder;
import io.convbench.suites.graph.Layers.Activation;
import io.convbench.suites.graph.Layers.Add;
import io.convbench.suites.graph.Layers.BatchNormalization;
import io.convbench.suites.graph.Layers.Conv2D;
import io.convbench.suites.graph.Layers.Dense;
import io.convbench.suites.graph.Layers.GlobalAveragePooling2D;
import io.convbench.suites.graph.Layers.MaxPooling2D;
import io.convbench.suites.graph.Node;
import io.convbench.suites.graph.Window;
import java.util.List;
import java.util.Locale;

/**
 * ResNet of basic blocks, He, Zhang, Ren and Sun 2015, arXiv:1512.03385, Table 1, as torchvision
 * has it; Keras has none.
 *
 * <p>Layers are called as torchvision's feature extraction calls them. As in the paper, the stride
 * of a stack is in the first 3x3 convolution of its first block, and the shortcut is a projection
 * where the channels change (option B).
 */
final class BasicResNet {

  // @formatter:off
  // Table 1: blocks in                    conv2_x conv3_x conv4_x conv5_x
  private static final int[] LAYERS_18 = {       2,      2,      2,      2};
  private static final int[] LAYERS_34 = {       3,      4,      6,      3};

  static List<Architecture> all() {
    return List.of(
        //                                           top-1   top-5   at   params
        resNet("ResNet18", Published.inTorchvision(69.758, 89.078, 224, 11.7), LAYERS_18),
        resNet("ResNet34", Published.inTorchvision(73.314, 91.420, 224, 21.8), LAYERS_34));
  }
  // @formatter:on

  private static final double EPSILON = 1e-5;

  private final GraphBuilder graph;

  private BasicResNet(GraphBuilder graph) {
    this.graph = graph;
  }

  private static Architecture resNet(String name, Published published, int[] blocks) {
    return new Architecture(
            name,
            "ResNet",
            224,
            Preprocessing.TORCH,
            published,
            SafetensorsFiles.ofTimm(name.toLowerCase(Locale.ROOT) + ".tv_in1k", name),
            graph -> new BasicResNet(graph).build(blocks),
            BasicResNet::classifier,
            Framework.PYTORCH)
        .seededBy(Architecture.GAIN_OF_RESIDUAL_SUMS);
  }

  private Node build(int[] blocks) {
    Node x = norm("bn1", conv("conv1", 64, Window.padded(7, 2, 3), graph.input()));
    x = graph.add("maxpool", new MaxPooling2D(Window.padded(3, 2, 1)), relu("relu", x));
    x = stack("layer1", 64, blocks[0], 1, x);
    x = stack("layer2", 128, blocks[1], 2, x);
    x = stack("layer3", 256, blocks[2], 2, x);
    return stack("layer4", 512, blocks[3], 2, x);
  }

  private static Node classifier(GraphBuilder graph, Node features, int classes) {
    Node x = graph.add("avgpool", new GlobalAveragePooling2D(false), features);
    return graph.add("fc", new Dense(classes, true), x);
  }

  private Node stack(String name, int width, int blocks, int stride, Node x) {
    for (int block = 0; block < blocks; block++) {
      x = block("%s.%s.".formatted(name, block), width, block == 0 ? stride : 1, x);
    }
    return x;
  }

  private Node block(String name, int width, int stride, Node x) {
    Node y = conv(name + "conv1", width, Window.padded(3, stride, 1), x);
    y = relu(name + "relu", norm(name + "bn1", y));
    y = norm(name + "bn2", conv(name + "conv2", width, Window.padded(3, 1, 1), y));
    Node shortcut = x;
    if (x.output().channels() != width) {
      shortcut = conv(name + "downsample.0", width, Window.valid(1, stride), x);
      shortcut = norm(name + "downsample.1", shortcut);
    }
    return relu(name + "relu_1", graph.add(name + "add", new Add(), y, shortcut));
  }

  private Node conv(String name, int filters, Window window, Node x) {
    return graph.add(name, new Conv2D(filters, window, false), x);
  }

  private Node norm(String name, Node x) {
    return graph.add(name, new BatchNormalization(EPSILON, true), x);
  }

  private Node relu(String name, Node x) {
    return graph.add(name, new Activation(RELU), x);
  }
}
