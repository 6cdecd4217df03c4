package io.convbench.suites.weights;

import io.convbench.suites.graph.Graph;
import io.convbench.suites.graph.Node;
import io.convbench.suites.graph.WeightTensor;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * A weight file's layers laid beside a graph's, the k-th saved one to the k-th weighted node, as
 * Keras loads them; but tensor counts, shapes and explicit names must agree.
 */
final class LayerMatch {

  private final Graph graph;
  private final List<Node> nodes;
  private final List<SavedLayer> layers;

  /**
   * @param layers in the graph's order
   */
  LayerMatch(Graph graph, List<SavedLayer> layers) {
    this.graph = graph;
    this.nodes = graph.weightedNodes();
    this.layers = layers;
  }

  /** The saved tensors by {@link WeightTensor#index()}; only for a match without difference. */
  List<SavedTensor> tensors() {
    return layers.stream().flatMap(layer -> layer.tensors().stream()).toList();
  }

  /** What is wrong, as the end of a sentence about the file; empty when everything fits. */
  Optional<String> difference() {
    Optional<String> first = firstDifference();
    if (layers.size() == nodes.size()) {
      return first;
    }
    if (first.isEmpty() && layers.size() < nodes.size()) {
      return Optional.of(withoutTop());
    }
    return Optional.of(
        "holds %d weighted layers (%s) where %d are expected (%s)"
            .formatted(layers.size(), savedNames(), nodes.size(), names(nodes)));
  }

  private String withoutTop() {
    return "holds %d of %d weighted layers, without %s: pass the file with top"
        .formatted(layers.size(), nodes.size(), names(nodes.subList(layers.size(), nodes.size())));
  }

  private Optional<String> firstDifference() {
    int common = Math.min(layers.size(), nodes.size());
    for (int i = 0; i < common; i++) {
      Optional<String> difference = difference(layers.get(i), nodes.get(i));
      if (difference.isPresent()) {
        return difference.map("weighted layer %d of %d: ".formatted(i + 1, nodes.size())::concat);
      }
    }
    return Optional.empty();
  }

  private Optional<String> difference(SavedLayer saved, Node node) {
    List<WeightTensor> expected = graph.tensors(node);
    if (!LayerNames.agree(saved.name(), node.name()) || !fits(saved.tensors(), expected)) {
      return Optional.of(
          "holds %s where %s is expected"
              .formatted(described(saved), described(node.name(), expected)));
    }
    return Optional.empty();
  }

  private static boolean fits(List<SavedTensor> saved, List<WeightTensor> expected) {
    if (saved.size() != expected.size()) {
      return false;
    }
    for (int i = 0; i < saved.size(); i++) {
      if (!saved.get(i).dimensions().equals(expected.get(i).shape().dimensions())
          || !LayerNames.agree(saved.get(i), expected.get(i))) {
        return false;
      }
    }
    return true;
  }

  private static String described(SavedLayer layer) {
    List<String> tensors = new ArrayList<>();
    layer.tensors().forEach(tensor -> tensors.add(tensor.variable() + " " + tensor.shape()));
    return layer.name() + " (" + String.join(", ", tensors) + ")";
  }

  private static String described(String layer, List<WeightTensor> expected) {
    List<String> tensors = new ArrayList<>();
    expected.forEach(tensor -> tensors.add(tensor.role().kerasName() + " " + tensor.shape()));
    return layer + " (" + String.join(", ", tensors) + ")";
  }

  private String savedNames() {
    return Wording.some(layers.stream().map(SavedLayer::name).toList());
  }

  private static String names(List<Node> nodes) {
    return Wording.some(nodes.stream().map(Node::name).toList());
  }
}
