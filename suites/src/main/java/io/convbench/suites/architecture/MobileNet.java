package io.convbench.suites.architecture;

import static io.convbench.suites.graph.ActivationFunction.RELU6;

import io.convbench.suites.graph.GraphBuilder;
import io.convbench.suites.graph.Layers.Activation;
import io.convbench.suites.graph.Layers.BatchNormalization;
import io.convbench.suites.graph.Layers.Conv2D;
import io.convbench.suites.graph.Layers.DepthwiseConv2D;
import io.convbench.suites.graph.Layers.Flatten;
import io.convbench.suites.graph.Layers.GlobalAveragePooling2D;
import io.convbench.suites.graph.Layers.ZeroPadding2D;
import io.convbench.suites.graph.Node;
import io.convbench.suites.graph.Pads;
import io.convbench.suites.graph.Window;
import java.util.List;

/**
 * MobileNet, Howard et al. 2017, arXiv:1704.04861, Table 1, with the width multipliers of Table 6.
 *
 * <p>Keras departs from the paper: ReLU6 for ReLU, and a 1x1 convolution as classifier.
 */
final class MobileNet {

  // @formatter:off
  static List<Architecture> all() {
    return List.of(
        //                                                top-1   top-5   at  MiB params depth
        width("MobileNet",      1.0,  "1_0", Published.inTable (70.424, 89.504, 224, 16, 4.3, 55)),
        width("MobileNet_0.25", 0.25, "2_5", Published.inReadme(51.582, 75.792, 224,     0.5)),
        width("MobileNet_0.5",  0.5,  "5_0", Published.inReadme(64.292, 85.624, 224,     1.3)),
        width("MobileNet_0.75", 0.75, "7_5", Published.inReadme(68.412, 88.242, 224,     2.6)));
  }

  private Node build() {
    return conv(32)
        // the paper's pairs "Conv dw", "Conv"
        //         filters stride
        .separable(    64, 1)
        .separable(   128, 2)
        .separable(   128, 1)
        .separable(   256, 2)
        .separable(   256, 1)
        .separable(   512, 2)
        .separable(   512, 1)
        .separable(   512, 1)
        .separable(   512, 1)
        .separable(   512, 1)
        .separable(   512, 1)
        .separable(  1024, 2)
        .separable(  1024, 1) // the paper prints stride 2, but its shapes need 1
        .x;
  }
  // @formatter:on

  /** Keras's default. */
  private static final double EPSILON = 1e-3;

  private final GraphBuilder graph;
  private final double alpha;
  private Node x;
  private int block;

  private MobileNet(GraphBuilder graph, double alpha) {
    this.graph = graph;
    this.alpha = alpha;
    this.x = graph.input();
  }

  private static Architecture width(
      String name, double alpha, String alphaInFileName, Published published) {
    return new Architecture(
        name,
        "MobileNet",
        224,
        Preprocessing.TF,
        published,
        List.of(
            "mobilenet_%s_224_tf.h5".formatted(alphaInFileName),
            "mobilenet_v1_%s_224.h5".formatted(alpha)),
        graph -> new MobileNet(graph, alpha).build(),
        MobileNet::classifier);
  }

  private MobileNet conv(int filters) {
    x = graph.add("conv1", new Conv2D(narrowed(filters), Window.same(3, 2), false), x);
    normRelu("conv1");
    return this;
  }

  private MobileNet separable(int filters, int stride) {
    block++;
    String depthwise = "conv_dw_" + block;
    if (stride == 1) {
      x = graph.add(depthwise, new DepthwiseConv2D(Window.same(3), false), x);
    } else {
      // whatever the side's parity, where 'same' would pad an odd side on all sides
      x = graph.add("conv_pad_" + block, new ZeroPadding2D(Pads.bottomRight(1)), x);
      x = graph.add(depthwise, new DepthwiseConv2D(Window.valid(3, stride), false), x);
    }
    normRelu(depthwise);
    String pointwise = "conv_pw_" + block;
    x = graph.add(pointwise, new Conv2D(narrowed(filters), Window.same(1), false), x);
    normRelu(pointwise);
    return this;
  }

  private static Node classifier(GraphBuilder graph, Node features, int classes) {
    Node x = graph.add(new GlobalAveragePooling2D(true), features);
    x = graph.add("conv_preds", new Conv2D(classes, Window.same(1), true), x);
    // a Reshape in Keras, to the same vector
    return graph.add("reshape_2", new Flatten(), x);
  }

  private void normRelu(String layer) {
    x = graph.add(layer + "_bn", new BatchNormalization(EPSILON, true), x);
    x = graph.add(layer + "_relu", Activation.reLU(RELU6), x);
  }

  private int narrowed(int filters) {
    return (int) (filters * alpha);
  }
}
