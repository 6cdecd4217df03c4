package io.convbench.suites.architecture;

import static io.convbench.suites.graph.ActivationFunction.RELU6;

import io.convbench.suites.graph.GraphBuilder;
import io.convbench.suites.graph.Layers.Activation;
import io.convbench.suites.graph.Layers.Add;
import io.convbench.suites.graph.Layers.BatchNormalization;
import io.convbench.suites.graph.Layers.Conv2D;
import io.convbench.suites.graph.Layers.DepthwiseConv2D;
import io.convbench.suites.graph.Node;
import io.convbench.suites.graph.Window;
import java.util.List;

/**
 * MobileNetV2, Sandler, Howard, Zhu, Zhmoginov and Chen 2018, arXiv:1801.04381, Table 2.
 *
 * <p>Keras departs from the paper in the classifier, a dense layer instead of a 1x1 convolution,
 * and rounds the channels of every width multiplier to a multiple of 8.
 */
final class MobileNetV2 {

  // @formatter:off
  static List<Architecture> all() {
    return List.of(
        //                                              top-1   top-5   at  MiB params depth
        width("MobileNetV2",      1.0,  Published.inTable (71.336, 90.142, 224, 14, 3.5, 105)),
        width("MobileNetV2_0.35", 0.35, Published.inReadme(60.086, 82.432, 224,     1.7)),
        width("MobileNetV2_0.5",  0.5,  Published.inReadme(65.194, 86.062, 224,     2.0)),
        width("MobileNetV2_0.75", 0.75, Published.inReadme(69.532, 89.176, 224,     2.7)),
        width("MobileNetV2_1.3",  1.3,  Published.inReadme(74.680, 92.122, 224,     5.4)),
        width("MobileNetV2_1.4",  1.4,  Published.inReadme(75.230, 92.422, 224,     6.2)));
  }

  private Node build() {
    return conv(32)
        //           t    c  n  s
        .bottleneck( 1,  16, 1, 1)
        .bottleneck( 6,  24, 2, 2)
        .bottleneck( 6,  32, 3, 2)
        .bottleneck( 6,  64, 4, 2)
        .bottleneck( 6,  96, 3, 1)
        .bottleneck( 6, 160, 3, 2)
        .bottleneck( 6, 320, 1, 1)
        .last(1280)
        .x;
  }
  // @formatter:on

  /** Keras's default. */
  private static final double EPSILON = 1e-3;

  private final GraphBuilder graph;
  private final double alpha;
  private Node x;
  private int block;

  private MobileNetV2(GraphBuilder graph, double alpha) {
    this.graph = graph;
    this.alpha = alpha;
    this.x = graph.input();
  }

  private static Architecture width(String name, double alpha, Published published) {
    return new Architecture(
        name,
        "MobileNetV2",
        224,
        Preprocessing.TF,
        published,
        List.of("mobilenet_v2_weights_tf_dim_ordering_tf_kernels_%s_224.h5".formatted(alpha)),
        graph -> new MobileNetV2(graph, alpha).build(),
        Classifier.dense());
  }

  private MobileNetV2 conv(int filters) {
    x =
        graph.add(
            "Conv1", new Conv2D(Channels.rounded(filters * alpha), Window.same(3, 2), false), x);
    norm("bn_Conv1");
    relu("Conv1_relu");
    return this;
  }

  /** The paper's row: expansion factor t, output channels c, n repeats, stride s of the first. */
  private MobileNetV2 bottleneck(int t, int c, int n, int s) {
    for (int i = 0; i < n; i++) {
      block(t, Channels.rounded((int) (c * alpha)), i == 0 ? s : 1);
    }
    return this;
  }

  private void block(int expansion, int filters, int stride) {
    String name = block == 0 ? "expanded_conv_" : "block_%s_".formatted(block);
    block++;
    Node shortcut = x;
    if (expansion > 1) {
      conv(name + "expand", expansion * x.output().channels());
      relu(name + "expand_relu");
    }
    if (stride == 2) {
      x = graph.add(name + "pad", CorrectPad.before(3, x.output()), x);
    }
    Window window = stride == 2 ? Window.valid(3, 2) : Window.same(3);
    x = graph.add(name + "depthwise", new DepthwiseConv2D(window, false), x);
    norm(name + "depthwise_BN");
    relu(name + "depthwise_relu");
    conv(name + "project", filters);
    if (stride == 1 && shortcut.output().channels() == filters) {
      x = graph.add(name + "add", new Add(), shortcut, x);
    }
  }

  private MobileNetV2 last(int filters) {
    // as in the paper's section 5, multipliers below 1 leave this layer as it is
    int last = alpha > 1 ? Channels.rounded(filters * alpha) : filters;
    x = graph.add("Conv_1", new Conv2D(last, Window.valid(1), false), x);
    norm("Conv_1_bn");
    relu("out_relu");
    return this;
  }

  private void conv(String name, int filters) {
    x = graph.add(name, new Conv2D(filters, Window.same(1), false), x);
    norm(name + "_BN");
  }

  private void norm(String name) {
    x = graph.add(name, new BatchNormalization(EPSILON, true), x);
  }

  private void relu(String name) {
    x = graph.add(name, Activation.reLU(RELU6), x);
  }
}
