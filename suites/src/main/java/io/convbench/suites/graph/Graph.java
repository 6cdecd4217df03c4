package io.convbench.suites.graph;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.NoSuchElementException;

/**
 * An immutable network from the preprocessed image to the logits (before softmax), one image at a
 * time: shapes carry no batch dimension.
 */
public final class Graph {

  private final List<Node> nodes;
  private final Map<String, Node> byName = new LinkedHashMap<>();
  private final List<WeightTensor> tensors;
  private final Map<String, List<WeightTensor>> tensorsByLayer = new LinkedHashMap<>();
  private final Map<Node, Integer> readers = new HashMap<>();

  Graph(Node output) {
    this.nodes = KerasOrder.of(output);
    List<WeightTensor> all = new ArrayList<>();
    for (Node node : nodes) {
      if (byName.put(node.name(), node) != null) {
        throw new IllegalArgumentException("two layers are called " + node.name());
      }
      List<WeightTensor> own = new ArrayList<>();
      for (TensorSpec spec : node.tensors()) {
        own.add(new WeightTensor(all.size() + own.size(), node.name(), spec));
      }
      all.addAll(own);
      tensorsByLayer.put(node.name(), List.copyOf(own));
      node.inputs().forEach(input -> readers.merge(input, 1, Integer::sum));
    }
    this.tensors = List.copyOf(all);
  }

  /** All nodes in the order of Keras's {@code model.layers}; inputs come before their readers. */
  public List<Node> nodes() {
    return nodes;
  }

  /** The nodes that own weights, in Keras file order. */
  public List<Node> weightedNodes() {
    return nodes.stream().filter(node -> !tensorsByLayer.get(node.name()).isEmpty()).toList();
  }

  /**
   * The node of this name.
   *
   * @throws NoSuchElementException when there is none
   */
  public Node node(String name) {
    Node node = byName.get(name);
    if (node == null) {
      throw new NoSuchElementException("no layer is called " + name);
    }
    return node;
  }

  /** The image's node. */
  public Node input() {
    return nodes.get(0);
  }

  /** The node whose output are the logits. */
  public Node output() {
    return nodes.get(nodes.size() - 1);
  }

  /** How often a node's output is read; a layer that takes it twice reads it twice. */
  public int readers(Node node) {
    return readers.getOrDefault(node, 0);
  }

  /** All weight tensors in Keras file order. */
  public List<WeightTensor> tensors() {
    return tensors;
  }

  /** The weight tensors of one layer in Keras order; empty for a layer without weights. */
  public List<WeightTensor> tensors(Node node) {
    return tensorsByLayer.get(node.name());
  }

  /**
   * One layer's weight tensor of this role.
   *
   * @throws NoSuchElementException when the layer has none
   */
  public WeightTensor tensor(Node node, TensorRole role) {
    return tensors(node).stream()
        .filter(tensor -> tensor.role() == role)
        .findFirst()
        .orElseThrow(() -> new NoSuchElementException(node.name() + " has no " + role));
  }
}
