package io.convbench.suites.weights;

import io.convbench.suites.graph.Graph;
import io.convbench.suites.graph.GraphBuilder;
import io.convbench.suites.graph.Layer;
import io.convbench.suites.graph.Layers.BatchNormalization;
import io.convbench.suites.graph.Layers.LayerScale;
import io.convbench.suites.graph.Node;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/** Which batch norm or layer scale goes into which layer before it, and the graph after that. */
final class BatchNormFolds {

  /** The batch norm or layer scale by the name of the layer that takes it in. */
  private final Map<String, Node> byLayer = new HashMap<>();

  private BatchNormFolds() {}

  static BatchNormFolds of(Graph graph) {
    BatchNormFolds folds = new BatchNormFolds();
    for (Node node : graph.nodes()) {
      if (isFactorAndOffset(node.layer())
          && graph.readers(node.input()) == 1
          && node.input().layer().withBias().isPresent()) {
        folds.byLayer.put(node.input().name(), node);
      }
    }
    return folds;
  }

  private static boolean isFactorAndOffset(Layer layer) {
    return layer instanceof BatchNormalization || layer instanceof LayerScale;
  }

  /** The batch norm or layer scale that this layer takes in. */
  Optional<Node> of(String layer) {
    return Optional.ofNullable(byLayer.get(layer));
  }

  Graph rewrite(Graph graph) {
    GraphBuilder builder = new GraphBuilder(graph.input().output());
    Map<Node, Node> rewritten = new HashMap<>();
    rewritten.put(graph.input(), builder.input());
    for (Node node : graph.nodes().subList(1, graph.nodes().size())) {
      Node[] inputs = node.inputs().stream().map(rewritten::get).toArray(Node[]::new);
      rewritten.put(node, isFolded(node) ? inputs[0] : rebuild(builder, node, inputs));
    }
    return builder.build(rewritten.get(graph.output()));
  }

  private boolean isFolded(Node node) {
    return byLayer.containsValue(node);
  }

  private Node rebuild(GraphBuilder builder, Node node, Node[] inputs) {
    Layer layer =
        byLayer.containsKey(node.name()) ? node.layer().withBias().orElseThrow() : node.layer();
    return builder.add(node.name(), layer, inputs);
  }
}
