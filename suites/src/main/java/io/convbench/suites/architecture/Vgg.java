package io.convbench.suites.architecture;

import static io.convbench.suites.graph.ActivationFunction.RELU;

import io.convbench.suites.graph.Graph;
import io.convbench.suites.graph.GraphBuilder;
import io.convbench.suites.graph.Layers.Activation;
import io.convbench.suites.graph.Layers.Conv2D;
import io.convbench.suites.graph.Layers.Dense;
import io.convbench.suites.graph.Layers.Flatten;
import io.convbench.suites.graph.Layers.MaxPooling2D;
import io.convbench.suites.graph.Node;
import io.convbench.suites.graph.Shape;
import io.convbench.suites.graph.Window;
import java.util.List;
import java.util.Locale;

/**
 * VGG, Simonyan and Zisserman 2014, arXiv:1409.1556, Table 1.
 *
 * <p>Keras fuses each ReLU into its layer; here it is a node of its own, {@code <layer>_relu}. The
 * paper's dropout between the dense layers is not in Keras's model.
 */
final class Vgg {

  // @formatter:off
  // Table 1, columns D and E: 3x3 convolutions before each max pooling
  private static final int[] WIDTHS = {64, 128, 256, 512, 512};
  private static final int[] D      = { 2,   2,   3,   3,   3};
  private static final int[] E      = { 2,   2,   4,   4,   4};

  static List<Architecture> all() {
    return List.of(
        //                             top-1   top-5   at   MiB  params depth
        vgg("VGG16", Published.inTable(71.268, 90.050, 224, 528, 138.4, 16), D),
        vgg("VGG19", Published.inTable(71.256, 89.988, 224, 549, 143.7, 19), E));
  }
  // @formatter:on

  private final GraphBuilder graph;
  private Node x;

  private Vgg(int side) {
    graph = new GraphBuilder(Shape.of(side, side, 3));
    x = graph.input();
  }

  private static Architecture vgg(String name, Published published, int[] convolutions) {
    return new Architecture(
        name,
        "VGG",
        224,
        Preprocessing.CAFFE,
        published,
        KerasFiles.named(name.toLowerCase(Locale.ROOT)),
        side -> new Vgg(side).build(convolutions));
  }

  private Graph build(int[] convolutions) {
    for (int block = 1; block <= WIDTHS.length; block++) {
      for (int i = 1; i <= convolutions[block - 1]; i++) {
        conv("block%s_conv%s".formatted(block, i), WIDTHS[block - 1]);
      }
      x = graph.add("block%s_pool".formatted(block), new MaxPooling2D(Window.valid(2, 2)), x);
    }
    x = graph.add("flatten", new Flatten(), x);
    dense("fc1");
    dense("fc2");
    return graph.build(graph.add("predictions", new Dense(1000, true), x));
  }

  private void conv(String name, int filters) {
    x = graph.add(name, new Conv2D(filters, Window.same(3), true), x);
    relu(name);
  }

  private void dense(String name) {
    x = graph.add(name, new Dense(4096, true), x);
    relu(name);
  }

  private void relu(String layer) {
    x = graph.add(layer + "_relu", new Activation(RELU), x);
  }
}
