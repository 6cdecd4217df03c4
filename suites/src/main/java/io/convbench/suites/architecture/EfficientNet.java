package io.convbench.suites.architecture;

import io.convbench.suites.graph.GraphBuilder;
import io.convbench.suites.graph.Layers.DepthwiseConv2D;
import io.convbench.suites.graph.Layers.Normalization;
import io.convbench.suites.graph.Layers.Rescaling;
import io.convbench.suites.graph.Node;
import io.convbench.suites.graph.Window;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

/**
 * EfficientNet, Tan and Le 2019, arXiv:1905.11946, Table 1; B1 to B7 are B0 made wider, deeper and
 * of larger images.
 *
 * <p>Keras departs from the paper in that the image is scaled in the network, with mean and
 * variance from the weight file.
 */
final class EfficientNet {

  // @formatter:off
  static List<Architecture> all() {
    return List.of(
        // width depth  side  gain                       top-1 top-5   at  MiB params depth
        b(0, 1.0, 1.0, 224, 8.36, Published.inDocumentation(77.1, 93.3, 224,  29,  5.3, 132)),
        b(1, 1.0, 1.1, 240, 7.58, Published.inDocumentation(79.1, 94.4, 240,  31,  7.9, 186)),
        b(2, 1.1, 1.2, 260, 7.58, Published.inDocumentation(80.1, 94.9, 260,  36,  9.2, 186)),
        b(3, 1.2, 1.4, 300, 7.34, Published.inDocumentation(81.6, 95.7, 300,  48, 12.3, 210)),
        b(4, 1.4, 1.8, 380, 7.34, Published.inDocumentation(82.9, 96.4, 380,  75, 19.5, 258)),
        b(5, 1.6, 2.2, 456, 6.88, Published.inDocumentation(83.6, 96.7, 456, 118, 30.6, 312)),
        b(6, 1.8, 2.6, 528, 6.55, Published.inDocumentation(84.0, 96.8, 528, 166, 43.3, 360)),
        b(7, 2.0, 3.1, 600, 6.14, Published.inDocumentation(84.3, 97.0, 600, 256, 66.7, 438)));
  }

  private Node build() {
    return conv(32)
        //      t  k    c  n  s
        .mbConv(1, 3,  16, 1, 1)
        .mbConv(6, 3,  24, 2, 2)
        .mbConv(6, 5,  40, 2, 2)
        .mbConv(6, 3,  80, 3, 2)
        .mbConv(6, 5, 112, 3, 1)
        .mbConv(6, 5, 192, 4, 2)
        .mbConv(6, 3, 320, 1, 1)
        .last(1280)
        .x;
  }
  // @formatter:on

  private final GraphBuilder graph;
  private final EfficientNetUnits units;
  private final double width;
  private final double depth;
  private Node x;
  private int stage;

  private EfficientNet(GraphBuilder graph, double width, double depth) {
    this.graph = graph;
    this.units = new EfficientNetUnits(graph);
    this.width = width;
    this.depth = depth;
    this.x = graph.input();
  }

  private static Architecture b(
      int number, double width, double depth, int side, double gain, Published published) {
    String name = "EfficientNetB" + number;
    return new Architecture(
            name,
            "EfficientNet",
            side,
            Preprocessing.NONE,
            published,
            List.of(name.toLowerCase(Locale.ROOT) + ".h5"),
            graph -> new EfficientNet(graph, width, depth).build(),
            Classifier.dense("avg_pool"))
        .seededBy(gain);
  }

  private EfficientNet conv(int filters) {
    x = graph.add(new Rescaling(1 / 255.0, 0), x);
    x = graph.add(new Normalization(), x);
    // the files have ImageNet's deviations in place of its variances; with this their root is right
    List<Double> rest =
        Stream.of(0.229, 0.224, 0.225).map(deviation -> 1 / Math.sqrt(deviation)).toList();
    x = graph.add(new Rescaling(rest, List.of(0.0, 0.0, 0.0)), x);
    x = graph.add("stem_conv_pad", CorrectPad.before(3, x.output()), x);
    x = units.conv("stem", widened(filters), Window.valid(3, 2), x);
    x = units.swish("stem", x);
    return this;
  }

  /** The paper's row: expansion t, kernel k, channels c, layers n; stride s of the first. */
  private EfficientNet mbConv(int t, int k, int c, int n, int s) {
    stage++;
    int layers = (int) Math.ceil(depth * n);
    for (int i = 0; i < layers; i++) {
      block(EfficientNetUnits.block(stage, i), t, k, widened(c), i == 0 ? s : 1);
    }
    return this;
  }

  private void block(String name, int expansion, int kernel, int filters, int stride) {
    Node input = x;
    int channels = input.output().channels();
    if (expansion > 1) {
      x = units.conv(name + "_expand", expansion * channels, Window.same(1), x);
      x = units.swish(name + "_expand", x);
    }
    if (stride == 2) {
      x = graph.add(name + "_dwconv_pad", CorrectPad.before(kernel, x.output()), x);
    }
    Window window = stride == 2 ? Window.valid(kernel, 2) : Window.same(kernel);
    x = units.norm(name, graph.add(name + "_dwconv", new DepthwiseConv2D(window, false), x));
    x = units.swish(name, x);
    x = units.squeezeExcite(name, channels, x);
    x = units.conv(name + "_project", filters, Window.same(1), x);
    x = units.residual(name, input, x);
  }

  private EfficientNet last(int filters) {
    x = units.swish("top", units.conv("top", widened(filters), Window.same(1), x));
    return this;
  }

  private int widened(int filters) {
    return Channels.rounded(width * filters);
  }
}
