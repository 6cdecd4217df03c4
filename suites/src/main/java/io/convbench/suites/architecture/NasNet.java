package io.convbench.suites.architecture;

import static io.convbench.suites.graph.ActivationFunction.RELU;

import io.convbench.suites.graph.GraphBuilder;
import io.convbench.suites.graph.Layers.Activation;
import io.convbench.suites.graph.Layers.BatchNormalization;
import io.convbench.suites.graph.Layers.Conv2D;
import io.convbench.suites.graph.Node;
import io.convbench.suites.graph.Window;
import java.util.List;

/**
 * NASNet-A, Zoph, Vasudevan, Shlens and Le 2017, arXiv:1707.07012: cells of Figure 4, stacked as in
 * Figure 2 (right), written "N @ P" for N normal cells a stage and P channels before the
 * classifier; Mobile is 4 @ 1056 (Table 3), Large is 6 @ 4032 (Table 2).
 *
 * <p>Keras departs from the paper: there is no auxiliary classifier, and after a reduction cell
 * Large takes for h[i-1] what the reduction cell took for it ({@code skip_reduction}).
 */
final class NasNet {

  // @formatter:off
  static List<Architecture> all() {
    return List.of(
        nasNet("NASNetMobile", 224, new Plan(4, 1056, 32, false),
            //                top-1   top-5   at  MiB params depth
            Published.inTable(74.366, 91.854, 224, 23, 5.3, 389),
            "nasnet_mobile.h5", "NASNet-mobile.h5"),
        nasNet("NASNetLarge", 331, new Plan(6, 4032, 96, true),
            Published.inTable(82.498, 96.004, 331, 343, 88.9, 533),
            "nasnet_large.h5", "NASNet-large.h5"));
  }
  // @formatter:on

  /**
   * @param cells normal cells a stage, N
   * @param channels before the classifier, P
   * @param stemFilters of the first convolution
   * @param skipReduction whether the reduction cell's input is skipped as next h[i-1]
   */
  private record Plan(int cells, int channels, int stemFilters, boolean skipReduction) {

    /** The last stage concatenates six maps and has four times the filters of the first. */
    int filters() {
      return channels / 24;
    }
  }

  private final GraphBuilder graph;
  private final NasNetCells cells;
  private final Plan plan;

  /** The paper's h[i] and h[i-1]: output of the last cell, and of the one before. */
  private Node current;

  private Node previous;

  private NasNet(GraphBuilder graph, Plan plan) {
    this.graph = graph;
    this.cells = new NasNetCells(graph);
    this.plan = plan;
  }

  private static Architecture nasNet(
      String name, int inputSize, Plan plan, Published published, String... files) {
    return new Architecture(
        name,
        "NASNet",
        inputSize,
        Preprocessing.TF,
        published,
        List.of(files),
        graph -> new NasNet(graph, plan).build(),
        Classifier.dense());
  }

  private Node build() {
    int n = plan.cells();
    int filters = plan.filters();
    stem(filters);
    normals(0, filters);
    reduce("reduce_" + n, 2 * filters);
    normals(n + 1, 2 * filters);
    reduce("reduce_" + 2 * n, 4 * filters);
    normals(2 * n + 1, 4 * filters);
    return graph.add(new Activation(RELU), current);
  }

  /** A convolution and two reduction cells; no ReLU after the first normalisation. */
  private void stem(int filters) {
    Conv2D conv = new Conv2D(plan.stemFilters(), Window.valid(3, 2), false);
    current = graph.add("stem_conv1", conv, graph.input());
    current = graph.add("stem_bn1", new BatchNormalization(NasNetCells.EPSILON, true), current);
    // the first cell has nothing before its input and takes that twice
    previous = current;
    advance(cells.reduction("stem_1", filters / 4, current, previous));
    advance(cells.reduction("stem_2", filters / 2, current, previous));
  }

  private void normals(int firstId, int filters) {
    for (int id = firstId; id < firstId + plan.cells(); id++) {
      advance(cells.normal(String.valueOf(id), filters, current, previous));
    }
  }

  private void reduce(String id, int filters) {
    Node older = previous;
    advance(cells.reduction(id, filters, current, previous));
    if (plan.skipReduction()) {
      previous = older;
    }
  }

  private void advance(Node next) {
    previous = current;
    current = next;
  }
}
