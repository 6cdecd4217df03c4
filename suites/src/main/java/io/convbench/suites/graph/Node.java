package io.convbench.suites.graph;

import java.util.List;

/**
 * A layer at its place in a graph: Keras name, inputs in call order and output shape. Two nodes are
 * equal only if they are the same object.
 */
public final class Node {

  private final String name;
  private final Layer layer;
  private final List<Node> inputs;
  private final Shape output;

  Node(String name, Layer layer, List<Node> inputs) {
    this.name = name;
    this.layer = layer;
    this.inputs = List.copyOf(inputs);
    this.output = layer.output(inputShapes());
  }

  /** The layer's name in Keras. */
  public String name() {
    return name;
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

  /** Weight tensors in Keras order; empty for a layer without weights. */
  public List<TensorSpec> tensors() {
    return layer.tensors(inputShapes());
  }

  /** Calls the visitor's method for this node's kind of layer. */
  public <R> R accept(LayerVisitor<R> visitor) {
    return layer.accept(visitor, this);
  }

  @Override
  public String toString() {
    return name + " " + output;
  }

  private List<Shape> inputShapes() {
    return inputs.stream().map(Node::output).toList();
  }
}
