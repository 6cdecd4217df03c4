package io.convbench.suites.graph;

import io.convbench.suites.graph.Layers.Primitive;
import io.convbench.suites.graph.Layers.PrimitiveVisitor;
import java.util.List;
import java.util.Optional;

/**
 * A layer at its place in a graph: Keras name, inputs in call order and output shape. Two nodes are
 * equal only if they are the same object.
 */
public final class Node {

  private final String name;
  private final String label;
  private final Layer layer;
  private final List<Node> inputs;
  private final Shape output;
  private final boolean nonNegative;
  private final Optional<List<WeightTensor>> lowered;

  Node(String name, Layer layer, List<Node> inputs) {
    this(name, name, layer, inputs, Optional.empty());
  }

  private Node(
      String name,
      String label,
      Layer layer,
      List<Node> inputs,
      Optional<List<WeightTensor>> lowered) {
    this.name = name;
    this.label = label;
    this.layer = layer;
    this.inputs = List.copyOf(inputs);
    this.output = layer.output(inputShapes());
    this.nonNegative = layer.isNonNegative(inputs.stream().allMatch(Node::isNonNegative));
    this.lowered = lowered;
  }

  /** A node of a lowered graph, with the weights of the layer that it comes from. */
  static Node lowered(
      String name, String label, Primitive layer, List<Node> inputs, List<WeightTensor> tensors) {
    return new Node(name, label, layer, inputs, Optional.of(List.copyOf(tensors)));
  }

  /** The layer's name in Keras. */
  public String name() {
    return name;
  }

  /** The name, or where a layer is computed in parts, the layer's and what this part does. */
  public String label() {
    return label;
  }

  /** Kind and settings. */
  public Layer layer() {
    return layer;
  }

  /** The nodes whose outputs this one reads, in call order. */
  public List<Node> inputs() {
    return inputs;
  }

  /** The single input's node. */
  public Node input() {
    return inputs.get(0);
  }

  /** Output shape without the batch dimension. */
  public Shape output() {
    return output;
  }

  /** True when no output value is below zero, whatever the weights. */
  public boolean isNonNegative() {
    return nonNegative;
  }

  /** Weight tensors in Keras order; empty for a layer without weights. */
  public List<TensorSpec> tensors() {
    return layer.tensors(inputShapes());
  }

  /**
   * The layer of a node in a {@link Graph#lowered lowered} graph.
   *
   * @throws IllegalStateException when the layer is composite
   */
  public Primitive primitive() {
    if (layer instanceof Primitive primitive) {
      return primitive;
    }
    throw new IllegalStateException(name + " is composite: lower the graph first");
  }

  /**
   * Calls the visitor's method for this node's kind of layer.
   *
   * @throws IllegalStateException as {@link #primitive}
   */
  public <R> R accept(PrimitiveVisitor<R> visitor) {
    return primitive().accept(visitor, this);
  }

  /**
   * True when it rescales images: nothing but rescaling lies before it. Its constants are to stay
   * float32 in any precision, since a mean of 123.675 rounded to eight bits moves the whole image.
   */
  public boolean rescalesImages() {
    return layer instanceof Layers.Rescaling
        && (input().layer() instanceof Layers.Input || input().rescalesImages());
  }

  /** In a lowered graph, the original's weights that this node takes. */
  Optional<List<WeightTensor>> loweredTensors() {
    return lowered;
  }

  @Override
  public String toString() {
    return name + " " + output;
  }

  private List<Shape> inputShapes() {
    return inputs.stream().map(Node::output).toList();
  }
}
