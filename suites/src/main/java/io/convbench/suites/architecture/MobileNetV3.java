package io.convbench.suites.architecture;

import static io.convbench.suites.graph.ActivationFunction.HARD_SWISH;
import static io.convbench.suites.graph.ActivationFunction.RELU;
import static io.convbench.suites.graph.ActivationFunction.RELU6;

import io.convbench.suites.graph.GraphBuilder;
import io.convbench.suites.graph.Layers.Activation;
import io.convbench.suites.graph.Layers.Add;
import io.convbench.suites.graph.Layers.BatchNormalization;
import io.convbench.suites.graph.Layers.Conv2D;
import io.convbench.suites.graph.Layers.DepthwiseConv2D;
import io.convbench.suites.graph.Layers.Flatten;
import io.convbench.suites.graph.Layers.GlobalAveragePooling2D;
import io.convbench.suites.graph.Layers.Multiply;
import io.convbench.suites.graph.Layers.Operator;
import io.convbench.suites.graph.Layers.Rescaling;
import io.convbench.suites.graph.Node;
import io.convbench.suites.graph.Window;
import java.util.List;
import java.util.Locale;

/**
 * MobileNetV3, Howard, Sandler et al. 2019, arXiv:1905.02244, Tables 1 and 2.
 *
 * <p>Keras departs from the paper: the image is scaled in the network, and the minimalistic
 * variants, of which the paper has no table, have neither 5x5 kernels nor squeeze-and-excitation
 * nor hard swish.
 */
final class MobileNetV3 {

  // @formatter:off
  static List<Architecture> all() {
    return List.of(
        //                                     gain                      top-1   top-5   at  params
        small("",               1.0,  false, 8.36, Published.inDocstring(68.076, 87.800, 224, 2.9)),
        small("_0.75",          0.75, false, 8.36, Published.inDocstring(65.4,           224, 2.4)),
        small("_minimalistic",  1.0,  true,  6.45, Published.inDocstring(61.9,           224, 2.0)),
        large("",               1.0,  false, 6.66, Published.inDocstring(75.556, 92.708, 224, 5.4)),
        large("_0.75",          0.75, false, 6.66, Published.inDocstring(73.3,           224, 4.0)),
        large("_minimalistic",  1.0,  true,  5.66, Published.inDocstring(72.3,           224, 3.9)));
  }

  // Table 2
  private Node buildSmall() {
    return conv()
        //          k  exp size out   SE    NL  s
        .bottleneck(3,      16,   16,  true, RE, 2)
        .bottleneck(3,      72,   24, false, RE, 2)
        .bottleneck(3,      88,   24, false, RE, 1)
        .bottleneck(5,      96,   40,  true, HS, 2)
        .bottleneck(5,     240,   40,  true, HS, 1)
        .bottleneck(5,     240,   40,  true, HS, 1)
        .bottleneck(5,     120,   48,  true, HS, 1)
        .bottleneck(5,     144,   48,  true, HS, 1)
        .bottleneck(5,     288,   96,  true, HS, 2)
        .bottleneck(5,     576,   96,  true, HS, 1)
        .bottleneck(5,     576,   96,  true, HS, 1)
        .last()
        .x;
  }

  // Table 1
  private Node buildLarge() {
    return conv()
        //          k  exp size out   SE    NL  s
        .bottleneck(3,      16,   16, false, RE, 1)
        .bottleneck(3,      64,   24, false, RE, 2)
        .bottleneck(3,      72,   24, false, RE, 1)
        .bottleneck(5,      72,   40,  true, RE, 2)
        .bottleneck(5,     120,   40,  true, RE, 1)
        .bottleneck(5,     120,   40,  true, RE, 1)
        .bottleneck(3,     240,   80, false, HS, 2)
        .bottleneck(3,     200,   80, false, HS, 1)
        .bottleneck(3,     184,   80, false, HS, 1)
        .bottleneck(3,     184,   80, false, HS, 1)
        .bottleneck(3,     480,  112,  true, HS, 1)
        .bottleneck(3,     672,  112,  true, HS, 1)
        .bottleneck(5,     672,  160,  true, HS, 2)
        .bottleneck(5,     960,  160,  true, HS, 1)
        .bottleneck(5,     960,  160,  true, HS, 1)
        .last()
        .x;
  }
  // @formatter:on

  /** The paper's words for its two nonlinearities. */
  private enum Nonlinearity {
    RE,
    HS
  }

  private static final Nonlinearity RE = Nonlinearity.RE;
  private static final Nonlinearity HS = Nonlinearity.HS;

  /** Keras's default. */
  private static final double EPSILON = 1e-3;

  private static final double SQUEEZE = 0.25;

  /** Of the first convolution, as wide for every width multiplier. */
  private static final int STEM = 16;

  /** What feeds the classifier, whatever the width. */
  private static final int SMALL_FEATURES = 1024;

  private static final int LARGE_FEATURES = 1280;

  private final GraphBuilder graph;
  private final double alpha;
  private final boolean minimalistic;
  private Node x;
  private int block;

  /** The paper's output channels of the row before. */
  private int in = STEM;

  private MobileNetV3(GraphBuilder graph, double alpha, boolean minimalistic) {
    this.graph = graph;
    this.alpha = alpha;
    this.minimalistic = minimalistic;
    this.x = graph.input();
  }

  private static Architecture small(
      String variant, double alpha, boolean minimalistic, double gain, Published published) {
    return variant(
        "Small",
        variant,
        alpha,
        minimalistic,
        gain,
        published,
        graph -> new MobileNetV3(graph, alpha, minimalistic).buildSmall(),
        SMALL_FEATURES);
  }

  private static Architecture large(
      String variant, double alpha, boolean minimalistic, double gain, Published published) {
    return variant(
        "Large",
        variant,
        alpha,
        minimalistic,
        gain,
        published,
        graph -> new MobileNetV3(graph, alpha, minimalistic).buildLarge(),
        LARGE_FEATURES);
  }

  private static Architecture variant(
      String size,
      String variant,
      double alpha,
      boolean minimalistic,
      double gain,
      Published published,
      Backbone backbone,
      int features) {
    return new Architecture(
            "MobileNetV3" + size + variant,
            "MobileNetV3",
            224,
            Preprocessing.NONE,
            published,
            List.of(
                "weights_mobilenet_v3_%s%s_224_%s_float.h5"
                    .formatted(
                        size.toLowerCase(Locale.ROOT), minimalistic ? "_minimalistic" : "", alpha)),
            backbone,
            (graph, x, classes) -> classifier(graph, x, features, minimalistic, classes))
        .seededBy(gain);
  }

  private MobileNetV3 conv() {
    x = graph.add(new Rescaling(1 / 127.5, -1), x);
    x = graph.add("conv", new Conv2D(STEM, Window.same(3, 2), false), x);
    norm("conv_bn");
    activate(HS);
    return this;
  }

  /**
   * The paper's row: kernel, channels after the expansion, output channels, squeeze-and-excitation,
   * nonlinearity, stride. Another width multiplier expands by the same factor.
   */
  private MobileNetV3 bottleneck(
      int k, int expSize, int out, boolean squeeze, Nonlinearity nonlinearity, int s) {
    String name = block == 0 ? "expanded_conv_" : "expanded_conv_%s_".formatted(block);
    Node shortcut = x;
    int width = Channels.rounded(x.output().channels() * ((double) expSize / in));
    int filters = Channels.rounded(out * alpha);
    in = out;
    // the first block expands nothing, and has no such layer
    if (block++ > 0) {
      pointwise(name + "expand", width);
      activate(nonlinearity);
    }
    depthwise(name + "depthwise", minimalistic ? 3 : k, s);
    activate(nonlinearity);
    if (squeeze && !minimalistic) {
      squeezeExcite(name + "squeeze_excite_", width);
    }
    pointwise(name + "project", filters);
    if (s == 1 && shortcut.output().channels() == filters) {
      x = graph.add(name + "add", new Add(), shortcut, x);
    }
    return this;
  }

  private void depthwise(String name, int kernel, int stride) {
    if (stride == 2) {
      x = graph.add(name + "_pad", CorrectPad.before(kernel, x.output()), x);
    }
    Window window = stride == 2 ? Window.valid(kernel, 2) : Window.same(kernel);
    x = graph.add(name, new DepthwiseConv2D(window, false), x);
    norm(name + "_bn");
  }

  /** Hu et al. 2017, arXiv:1709.01507, with a hard sigmoid, which Keras writes as a formula. */
  private void squeezeExcite(String name, int width) {
    int squeezed = Channels.rounded(width * SQUEEZE);
    Node gate = graph.add(name + "avg_pool", new GlobalAveragePooling2D(true), x);
    gate = graph.add(name + "conv", new Conv2D(squeezed, Window.same(1), true), gate);
    gate = graph.add(name + "relu", Activation.reLU(RELU), gate);
    gate = graph.add(name + "conv_1", new Conv2D(width, Window.same(1), true), gate);
    gate = graph.add(name + "plus_3", new Operator(new Rescaling(1, 3)), gate);
    gate = graph.add(Activation.reLU(RELU6), gate);
    gate = graph.add(name + "sixth", new Operator(new Rescaling(1 / 6.0)), gate);
    x = graph.add(name + "mul", new Multiply(), x, gate);
  }

  private MobileNetV3 last() {
    pointwise("conv_1", Channels.rounded(6 * x.output().channels()));
    activate(HS);
    return this;
  }

  private static Node classifier(
      GraphBuilder graph, Node x, int features, boolean minimalistic, int classes) {
    x = graph.add(new GlobalAveragePooling2D(true), x);
    x = graph.add("conv_2", new Conv2D(features, Window.same(1), true), x);
    x = graph.add(activation(HS, minimalistic), x);
    x = graph.add("logits", new Conv2D(classes, Window.same(1), true), x);
    return graph.add(new Flatten(), x);
  }

  private void pointwise(String name, int filters) {
    x = graph.add(name, new Conv2D(filters, Window.same(1), false), x);
    norm(name + "_bn");
  }

  private void norm(String name) {
    x = graph.add(name, new BatchNormalization(EPSILON, true), x);
  }

  private void activate(Nonlinearity nonlinearity) {
    x = graph.add(activation(nonlinearity, minimalistic), x);
  }

  private static Activation activation(Nonlinearity nonlinearity, boolean minimalistic) {
    return nonlinearity == RE || minimalistic ? Activation.reLU(RELU) : new Activation(HARD_SWISH);
  }
}
