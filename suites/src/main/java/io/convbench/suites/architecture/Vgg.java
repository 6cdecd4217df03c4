package io.convbench.suites.architecture;

import static io.convbench.suites.graph.ActivationFunction.RELU;

import io.convbench.suites.graph.GraphBuilder;
import io.convbench.suites.graph.Layers.Activated;
import io.convbench.suites.graph.Layers.Conv2D;
import io.convbench.suites.graph.Layers.Dense;
import io.convbench.suites.graph.Layers.Flatten;
import io.convbench.suites.graph.Layers.MaxPooling2D;
import io.convbench.suites.graph.Node;
import io.convbench.suites.graph.Window;
import java.util.List;
import java.util.Locale;

/**
 * VGG, Simonyan and Zisserman 2014, arXiv:1409.1556, Table 1.
 *
 * <p>The paper's dropout between the dense layers is not in Keras's model.
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

  private Vgg(GraphBuilder graph) {
    this.graph = graph;
  }

  private static Architecture vgg(String name, Published published, int[] convolutions) {
    return new Architecture(
        name,
        "VGG",
        224,
        Preprocessing.CAFFE,
        published,
        KerasFiles.named(name.toLowerCase(Locale.ROOT)),
        graph -> new Vgg(graph).build(convolutions),
        Vgg::classifier);
  }

  private Node build(int[] convolutions) {
    Node x = graph.input();
    for (int block = 1; block <= WIDTHS.length; block++) {
      for (int i = 1; i <= convolutions[block - 1]; i++) {
        Conv2D conv = new Conv2D(WIDTHS[block - 1], Window.same(3), true);
        x = graph.add("block%s_conv%s".formatted(block, i), new Activated(conv, RELU), x);
      }
      x = graph.add("block%s_pool".formatted(block), new MaxPooling2D(Window.valid(2, 2)), x);
    }
    return x;
  }

  private static Node classifier(GraphBuilder graph, Node features, int classes) {
    Node x = graph.add("flatten", new Flatten(), features);
    x = graph.add("fc1", new Activated(new Dense(4096, true), RELU), x);
    x = graph.add("fc2", new Activated(new Dense(4096, true), RELU), x);
    return graph.add("predictions", new Dense(classes, true), x);
  }
}
