package io.convbench.suites.architecture;

import io.convbench.suites.graph.GraphBuilder;
import io.convbench.suites.graph.Layers.DepthwiseConv2D;
import io.convbench.suites.graph.Layers.Rescaling;
import io.convbench.suites.graph.Node;
import io.convbench.suites.graph.Window;
import java.util.List;
import java.util.Locale;
import java.util.function.UnaryOperator;

/**
 * EfficientNetV2, Tan and Le 2021, arXiv:2104.00298, Table 4; M, L and the B networks as in the
 * authors' release. B1 to B3 are B0 made wider, deeper and of larger images.
 *
 * <p>Keras departs from the paper in that the image is scaled in the network.
 */
final class EfficientNetV2 {

  // @formatter:off
  static List<Architecture> all() {
    return List.of(
        //    width depth side  gain                              top-1 top-5  at   MiB  params
        b("B0", 1.0, 1.0, 224, 6.04, Published.inDocumentation(78.7, 94.3, 224,  29,   7.2)),
        b("B1", 1.0, 1.1, 240, 5.48, Published.inDocumentation(79.8, 95.0, 240,  34,   8.2)),
        b("B2", 1.1, 1.2, 260, 5.30, Published.inDocumentation(80.5, 95.1, 260,  42,  10.2)),
        b("B3", 1.2, 1.4, 300, 5.30, Published.inDocumentation(82.0, 95.8, 300,  59,  14.5)),
        named("S", 384, EfficientNetV2::buildS, 5.30, Published.inDocumentation(83.9, 96.7, 384,  88,  21.6)),
        named("M", 480, EfficientNetV2::buildM, 4.89, Published.inDocumentation(85.3, 97.4, 480, 220,  54.4)),
        named("L", 480, EfficientNetV2::buildL, 4.22, Published.inDocumentation(85.7, 97.5, 480, 479, 119.0)));
  }

  private EfficientNetV2 buildB() {
    return imageNet().conv(32)
        //           t  s    c   n
        .fusedMbConv(1, 1,  16,  1)
        .fusedMbConv(4, 2,  32,  2)
        .fusedMbConv(4, 2,  48,  2)
        .mbConv     (4, 2,  96,  3)
        .mbConv     (6, 1, 112,  5)
        .mbConv     (6, 2, 192,  8);
  }

  private EfficientNetV2 buildS() {
    return minusOneToOne().conv(24)
        //           t  s    c   n
        .fusedMbConv(1, 1,  24,  2)
        .fusedMbConv(4, 2,  48,  4)
        .fusedMbConv(4, 2,  64,  4)
        .mbConv     (4, 2, 128,  6)
        .mbConv     (6, 1, 160,  9)
        .mbConv     (6, 2, 256, 15);
  }

  private EfficientNetV2 buildM() {
    return minusOneToOne().conv(24)
        //           t  s    c   n
        .fusedMbConv(1, 1,  24,  3)
        .fusedMbConv(4, 2,  48,  5)
        .fusedMbConv(4, 2,  80,  5)
        .mbConv     (4, 2, 160,  7)
        .mbConv     (6, 1, 176, 14)
        .mbConv     (6, 2, 304, 18)
        .mbConv     (6, 1, 512,  5);
  }

  private EfficientNetV2 buildL() {
    return minusOneToOne().conv(32)
        //           t  s    c   n
        .fusedMbConv(1, 1,  32,  4)
        .fusedMbConv(4, 2,  64,  7)
        .fusedMbConv(4, 2,  96,  7)
        .mbConv     (4, 2, 192, 10)
        .mbConv     (6, 1, 224, 19)
        .mbConv     (6, 2, 384, 25)
        .mbConv     (6, 1, 640,  7);
  }
  // @formatter:on

  /** Every kernel that is not 1x1. */
  private static final int KERNEL = 3;

  private static final int FEATURES = 1280;

  private final GraphBuilder graph;
  private final EfficientNetUnits units;
  private final double width;
  private final double depth;
  private Node x;
  private int stage;

  private EfficientNetV2(GraphBuilder graph, double width, double depth) {
    this.graph = graph;
    this.units = new EfficientNetUnits(graph);
    this.width = width;
    this.depth = depth;
    this.x = graph.input();
  }

  private static Architecture b(
      String name, double width, double depth, int side, double gain, Published published) {
    return scaled(name, width, depth, side, EfficientNetV2::buildB, gain, published);
  }

  private static Architecture named(
      String name,
      int side,
      UnaryOperator<EfficientNetV2> table,
      double gain,
      Published published) {
    return scaled(name, 1, 1, side, table, gain, published);
  }

  private static Architecture scaled(
      String name,
      double width,
      double depth,
      int side,
      UnaryOperator<EfficientNetV2> table,
      double gain,
      Published published) {
    return new Architecture(
            "EfficientNetV2" + name,
            "EfficientNetV2",
            side,
            Preprocessing.NONE,
            published,
            List.of("efficientnetv2-%s.h5".formatted(name.toLowerCase(Locale.ROOT))),
            graph -> table.apply(new EfficientNetV2(graph, width, depth)).last(),
            Classifier.dense("avg_pool"))
        .seededBy(gain);
  }

  private EfficientNetV2 imageNet() {
    x = graph.add(new Rescaling(1 / 255.0, 0), x);
    x = graph.add(ImageNetPixels.normalization(1), x);
    return this;
  }

  private EfficientNetV2 minusOneToOne() {
    x = graph.add(new Rescaling(1 / 128.0, -1), x);
    return this;
  }

  private EfficientNetV2 conv(int filters) {
    x = units.conv("stem", widened(filters), Window.same(KERNEL, 2), x);
    x = units.swish("stem", x);
    return this;
  }

  /** A row: expansion t, stride s of the first, channels c, layers n. */
  private EfficientNetV2 fusedMbConv(int t, int s, int c, int n) {
    stage++;
    for (int i = 0; i < deepened(n); i++) {
      fused(EfficientNetUnits.block(stage, i), t, widened(c), i == 0 ? s : 1);
    }
    return this;
  }

  /** The same with a depthwise convolution, and squeeze-and-excitation. */
  private EfficientNetV2 mbConv(int t, int s, int c, int n) {
    stage++;
    for (int i = 0; i < deepened(n); i++) {
      separable(EfficientNetUnits.block(stage, i), t, widened(c), i == 0 ? s : 1);
    }
    return this;
  }

  private void fused(String name, int expansion, int filters, int stride) {
    Node input = x;
    Window window = Window.same(KERNEL, stride);
    if (expansion == 1) {
      x = units.conv(name + "_project", filters, window, x);
      x = units.swish(name + "_project", x);
    } else {
      x = units.conv(name + "_expand", expansion * x.output().channels(), window, x);
      x = units.swish(name + "_expand", x);
      x = units.conv(name + "_project", filters, Window.same(1), x);
    }
    x = units.residual(name, input, x);
  }

  private void separable(String name, int expansion, int filters, int stride) {
    Node input = x;
    int channels = input.output().channels();
    x = units.conv(name + "_expand", expansion * channels, Window.same(1), x);
    x = units.swish(name + "_expand", x);
    Window window = Window.same(KERNEL, stride);
    x = units.norm(name, graph.add(name + "_dwconv2", new DepthwiseConv2D(window, false), x));
    x = units.swish(name, x);
    x = units.squeezeExcite(name, channels, x);
    x = units.conv(name + "_project", filters, Window.same(1), x);
    x = units.residual(name, input, x);
  }

  private Node last() {
    return units.swish("top", units.conv("top", widened(FEATURES), Window.same(1), x));
  }

  private int widened(int filters) {
    return Channels.nearest(width * filters);
  }

  private int deepened(int layers) {
    return (int) Math.ceil(depth * layers);
  }
}
