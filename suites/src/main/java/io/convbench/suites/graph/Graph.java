package io.convbench.suites.graph;

import io.convbench.suites.graph.Layers.Composite;
import io.convbench.suites.graph.Layers.Primitive;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.Optional;
import java.util.function.Function;

/**
 * An immutable network from the preprocessed image to the logits (before softmax) or to a layer
 * before them, one image at a time: shapes carry no batch dimension.
 */
public final class Graph {

  private final LayerOrder order;
  private final List<Node> nodes;
  private final Map<String, Node> byName = new LinkedHashMap<>();
  private final List<WeightTensor> tensors;
  private final Map<String, List<WeightTensor>> tensorsByLayer = new LinkedHashMap<>();
  private final Map<Node, Integer> readers = new HashMap<>();

  Graph(Node output, LayerOrder order) {
    this(order, order.of(output), new Numbering(0)::of);
  }

  /**
   * @param output reads the base
   */
  Graph(Node output, Graph base) {
    this(base.order, base.order.of(output), base.keptOrNumbered());
  }

  /**
   * @param nodes inputs before their readers
   * @param weights a node's weights; asked in the order of the nodes
   */
  private Graph(LayerOrder order, List<Node> nodes, Function<Node, List<WeightTensor>> weights) {
    this.order = order;
    this.nodes = List.copyOf(nodes);
    List<WeightTensor> all = new ArrayList<>();
    for (Node node : nodes) {
      if (byName.put(node.name(), node) != null) {
        throw new IllegalArgumentException("two layers are called " + node.name());
      }
      List<WeightTensor> own = weights.apply(node);
      all.addAll(own);
      tensorsByLayer.put(node.name(), own);
      node.inputs().forEach(input -> readers.merge(input, 1, Integer::sum));
    }
    this.tensors = List.copyOf(all);
  }

  /** Numbers weights in the order in which it is asked for them. */
  private static final class Numbering {
    private int next;

    Numbering(int first) {
      this.next = first;
    }

    List<WeightTensor> of(Node node) {
      List<WeightTensor> tensors = new ArrayList<>();
      for (TensorSpec spec : node.tensors()) {
        tensors.add(new WeightTensor(next++, node.name(), spec));
      }
      return List.copyOf(tensors);
    }
  }

  /** Own nodes' weights as they are, those of others numbered behind the last of them. */
  private Function<Node, List<WeightTensor>> keptOrNumbered() {
    int last = tensors.stream().mapToInt(WeightTensor::index).max().orElse(-1);
    Numbering behind = new Numbering(last + 1);
    return node -> byName.get(node.name()) == node ? tensors(node) : behind.of(node);
  }

  /**
   * The part of this network that ends in a layer, as Keras's {@code Model(inputs, layer.output)}
   * and in its order of layers, which is not always the whole's (NASNet). The weights keep names,
   * roles and numbers, so that weights of the whole are weights of the part.
   *
   * @throws NoSuchElementException when no layer has this name
   */
  public Graph upTo(String layer) {
    return new Graph(order, order.of(node(layer)), this::tensors);
  }

  /**
   * The same computation in {@link Primitive primitives} alone, each composite layer's in its place
   * and its last one under its name; the weights keep names, roles and numbers.
   */
  public Graph lowered() {
    List<Node> all = new ArrayList<>();
    Map<Node, Node> byOriginal = new HashMap<>();
    for (Node node : nodes) {
      List<Node> inputs = node.inputs().stream().map(byOriginal::get).toList();
      if (node.layer() instanceof Composite composite) {
        Parts parts = new Parts(this, node, inputs);
        composite.lower(parts);
        all.addAll(parts.all());
      } else {
        all.add(
            Node.lowered(
                node.name(), node.label(), (Primitive) node.layer(), inputs, tensors(node)));
      }
      byOriginal.put(node, all.get(all.size() - 1));
    }
    return new Graph(order, all, node -> node.loweredTensors().orElseThrow());
  }

  /** Of the layers, also where the graph is cut. */
  LayerOrder order() {
    return order;
  }

  /** All nodes in their {@link LayerOrder}; inputs come before their readers. */
  public List<Node> nodes() {
    return nodes;
  }

  /** The nodes that own weights, in Keras file order. */
  public List<Node> weightedNodes() {
    return nodes.stream().filter(node -> !tensorsByLayer.get(node.name()).isEmpty()).toList();
  }

  /** The node of this name, if there is one. */
  public Optional<Node> find(String name) {
    return Optional.ofNullable(byName.get(name));
  }

  /**
   * The node of this name.
   *
   * @throws NoSuchElementException when there is none
   */
  public Node node(String name) {
    return find(name).orElseThrow(() -> new NoSuchElementException("no layer is called " + name));
  }

  /** The image's node. */
  public Node input() {
    return nodes.get(0);
  }

  /** The node whose output is the network's. */
  public Node output() {
    return nodes.get(nodes.size() - 1);
  }

  /** How often a node's output is read; a layer that takes it twice reads it twice. */
  public int readers(Node node) {
    return readers.getOrDefault(node, 0);
  }

  /** All weight tensors in the order of their layers, in which Keras's files have them. */
  public List<WeightTensor> tensors() {
    return tensors;
  }

  /** The weight tensors of one layer in Keras order; empty for a layer without weights. */
  public List<WeightTensor> tensors(Node node) {
    return tensorsByLayer.get(node.name());
  }

  /**
   * One layer's weight tensor of this role; of a lowered node the role is the primitive's, and the
   * tensor keeps that of the layer that it comes from.
   *
   * @throws NoSuchElementException when the layer has none
   */
  public WeightTensor tensor(Node node, TensorRole role) {
    List<TensorSpec> specs = node.tensors();
    for (int i = 0; i < specs.size(); i++) {
      if (specs.get(i).role() == role) {
        return tensors(node).get(i);
      }
    }
    throw new NoSuchElementException(node.name() + " has no " + role);
  }
}
