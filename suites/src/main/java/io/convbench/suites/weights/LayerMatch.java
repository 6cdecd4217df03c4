package io.convbench.suites.weights;

import io.convbench.suites.graph.Graph;
import io.convbench.suites.graph.Node;
import io.convbench.suites.graph.WeightTensor;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;

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

  /** The saved tensors by {@link WeightTensor#name()}; only for a match without difference. */
  Map<String, SavedTensor> tensors() {
    Map<String, SavedTensor> tensors = new HashMap<>();
    for (int i = 0; i < layers.size(); i++) {
      List<WeightTensor> own = graph.tensors(nodes.get(i));
      for (int k = 0; k < own.size(); k++) {
        tensors.put(own.get(k).name(), layers.get(i).tensors().get(k));
      }
    }
    return tensors;
  }

  /** What is wrong, as the end of a sentence about the file; empty when everything fits. */
  Optional<String> difference() {
    if (layers.isEmpty()) {
      return Optional.of("holds no weighted layer where %s are expected".formatted(nodes.size()));
    }
    if (layers.size() == nodes.size()) {
      return firstDifference();
    }
    if (isBeginning()) {
      return Optional.of(incomplete());
    }
    if (isFollowed()) {
      return Optional.of(
          "holds %s besides its %s weighted layers"
              .formatted(
                  Wording.some(following().stream().map(SavedLayer::name).toList()), nodes.size()));
    }
    return Optional.of(
        "holds %s weighted layers (%s) where %s are expected (%s)"
            .formatted(layers.size(), savedNames(), nodes.size(), names(nodes)));
  }

  /** Whether the layers are the graph's first, and others are missing. */
  boolean isBeginning() {
    return !layers.isEmpty() && layers.size() < nodes.size() && firstDifference().isEmpty();
  }

  /** Whether the graph's layers are all there, and others behind them. */
  boolean isFollowed() {
    return layers.size() > nodes.size() && firstDifference().isEmpty();
  }

  /** The layers behind the graph's. */
  List<SavedLayer> following() {
    return layers.subList(Math.min(layers.size(), nodes.size()), layers.size());
  }

  /**
   * Whether a layer is the graph's, but its name is misspelt, its tensors are called otherwise, or
   * one of them is missing.
   *
   * @param first the place of the first layer to look at
   */
  boolean isDamagedFrom(int first) {
    return IntStream.range(first, Math.min(layers.size(), nodes.size()))
        .anyMatch(i -> isDamaged(layers.get(i), nodes.get(i)));
  }

  private boolean isDamaged(SavedLayer saved, Node node) {
    List<List<Integer>> held = saved.tensors().stream().map(SavedTensor::dimensions).toList();
    List<List<Integer>> expected =
        graph.tensors(node).stream().map(tensor -> tensor.shape().dimensions()).toList();
    boolean named = LayerNames.agree(saved.name(), node);
    return !fits(saved, node)
        && (held.equals(expected)
            ? named || LayerNames.isNear(saved.name(), node)
            : named && expected.containsAll(held));
  }

  private String incomplete() {
    return "holds %s of %s weighted layers, without %s"
        .formatted(layers.size(), nodes.size(), names(nodes.subList(layers.size(), nodes.size())));
  }

  private Optional<String> firstDifference() {
    int common = Math.min(layers.size(), nodes.size());
    for (int i = 0; i < common; i++) {
      if (!fits(layers.get(i), nodes.get(i))) {
        return Optional.of(
            "holds %s as weighted layer %s of %s where %s is expected"
                .formatted(described(layers.get(i)), i + 1, nodes.size(), described(nodes.get(i))));
      }
    }
    return Optional.empty();
  }

  private boolean fits(SavedLayer saved, Node node) {
    return LayerNames.agree(saved.name(), node) && fits(saved.tensors(), graph.tensors(node));
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
    return Wording.printable(layer.name()) + " (" + Wording.some(tensors) + ")";
  }

  private String described(Node node) {
    List<String> tensors = new ArrayList<>();
    for (WeightTensor tensor : graph.tensors(node)) {
      tensors.add(tensor.role().kerasName() + " " + tensor.shape());
    }
    return node.name() + " (" + String.join(", ", tensors) + ")";
  }

  private String savedNames() {
    return Wording.some(layers.stream().map(SavedLayer::name).toList());
  }

  private static String names(List<Node> nodes) {
    return Wording.some(nodes.stream().map(Node::name).toList());
  }
}
