package io.convbench.suites.architecture;

import io.convbench.suites.graph.GraphBuilder;
import io.convbench.suites.graph.Layers.Concatenate;
import io.convbench.suites.graph.Node;
import java.util.List;

/**
 * InceptionV3, Szegedy, Vanhoucke, Ioffe, Shlens and Wojna 2015, arXiv:1512.00567, Table 1 and
 * Figures 5 to 7, 10.
 *
 * <p>Keras follows TensorFlow's slim models, which depart from the paper: see {@link
 * InceptionUnits#stem} for the stem; one branch of Figure 5 keeps a 5x5 convolution; the grid
 * reduction to 8x8 puts 7x1 and 1x7 into one branch. There is no auxiliary classifier.
 */
final class InceptionV3 {

  // @formatter:off
  static List<Architecture> all() {
    return List.of(
        new Architecture(
            "InceptionV3", "Inception", 299, Preprocessing.TF,
            //                top-1   top-5   at  MiB params depth
            Published.inTable(77.898, 93.720, 299, 92, 23.9, 189),
            KerasFiles.named("inception_v3"),
            graph -> new InceptionV3(graph).build(),
            Classifier.dense("avg_pool")));
  }
  // @formatter:on

  private final GraphBuilder graph;
  private final InceptionUnits units;

  private InceptionV3(GraphBuilder graph) {
    this.graph = graph;
    units = new InceptionUnits(graph);
  }

  private Node build() {
    Node x = units.stem();
    // Table 1: 3 x Inception as in Figure 5
    x = figure5("mixed0", 32, x);
    x = figure5("mixed1", 64, x);
    x = figure5("mixed2", 64, x);
    // 5 x Inception as in Figure 6, the first being the grid reduction of Figure 10
    x = reductionTo17("mixed3", x);
    x = figure6("mixed4", 128, x);
    x = figure6("mixed5", 160, x);
    x = figure6("mixed6", 160, x);
    x = figure6("mixed7", 192, x);
    // 2 x Inception as in Figure 7, after another grid reduction
    x = reductionTo8("mixed8", x);
    x = figure7("mixed9", "mixed9_0", x);
    return figure7("mixed10", "mixed9_1", x);
  }

  // @formatter:off
  private Node figure5(String name, int pooled, Node x) {
    Node a = units.conv( 64, 1, 1, x);
    Node b = units.conv( 48, 1, 1, x);
         b = units.conv( 64, 5, 5, b);
    Node c = units.conv( 64, 1, 1, x);
         c = units.conv( 96, 3, 3, c);
         c = units.conv( 96, 3, 3, c);
    Node d = units.averagePool(x);
         d = units.conv(pooled, 1, 1, d);
    return concat(name, a, b, c, d);
  }

  private Node reductionTo17(String name, Node x) {
    Node a = units.halve(384, x);
    Node b = units.conv( 64, 1, 1, x);
         b = units.conv( 96, 3, 3, b);
         b = units.halve(96, b);
    Node c = units.maxPool(x);
    return concat(name, a, b, c);
  }

  private Node figure6(String name, int c7, Node x) {
    Node a = units.conv(192, 1, 1, x);
    Node b = units.conv( c7, 1, 1, x);
         b = units.conv( c7, 1, 7, b);
         b = units.conv(192, 7, 1, b);
    Node c = units.conv( c7, 1, 1, x);
         c = units.conv( c7, 7, 1, c);
         c = units.conv( c7, 1, 7, c);
         c = units.conv( c7, 7, 1, c);
         c = units.conv(192, 1, 7, c);
    Node d = units.averagePool(x);
         d = units.conv(192, 1, 1, d);
    return concat(name, a, b, c, d);
  }

  private Node reductionTo8(String name, Node x) {
    Node a = units.conv(192, 1, 1, x);
         a = units.halve(320, a);
    Node b = units.conv(192, 1, 1, x);
         b = units.conv(192, 1, 7, b);
         b = units.conv(192, 7, 1, b);
         b = units.halve(192, b);
    Node c = units.maxPool(x);
    return concat(name, a, b, c);
  }

  private Node figure7(String name, String firstFork, Node x) {
    Node a = units.conv(320, 1, 1, x);
    Node b = units.conv(384, 1, 1, x);
         b = concat(firstFork, units.conv(384, 1, 3, b), units.conv(384, 3, 1, b));
    Node c = units.conv(448, 1, 1, x);
         c = units.conv(384, 3, 3, c);
         c = graph.add(new Concatenate(), units.conv(384, 1, 3, c), units.conv(384, 3, 1, c));
    Node d = units.averagePool(x);
         d = units.conv(192, 1, 1, d);
    return concat(name, a, b, c, d);
  }
  // @formatter:on

  private Node concat(String name, Node... branches) {
    return graph.add(name, new Concatenate(), branches);
  }
}
