package io.convbench.suites.graph;

import io.convbench.suites.graph.Layers.Primitive;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** The primitives of one composite layer, as it adds them. */
public final class Parts {

  private final Graph graph;
  private final Node composite;
  private final List<Node> inputs;
  private final List<Node> parts = new ArrayList<>();

  /**
   * @param graph holds the composite and its weights
   * @param inputs the lowered nodes that it reads
   */
  Parts(Graph graph, Node composite, List<Node> inputs) {
    this.graph = graph;
    this.composite = composite;
    this.inputs = List.copyOf(inputs);
  }

  /** One of the layer's inputs, in call order. */
  public Node input(int index) {
    return inputs.get(index);
  }

  /** All of the layer's inputs, in call order. */
  public Node[] inputs() {
    return inputs.toArray(Node[]::new);
  }

  /**
   * Adds a part whose value only other parts read.
   *
   * @param word what it does, put behind the layer's name and a slash
   * @param layer what it computes
   * @param roles which of the layer's weights it takes, in the order of its own tensors
   */
  public Node inner(String word, Primitive layer, List<TensorRole> roles, Node... reads) {
    String name = label(word);
    return add(name, name, layer, roles, reads);
  }

  /**
   * Adds a part that computes the layer but for its activation, and so is labelled as the layer.
   *
   * @param roles which of the layer's weights it takes, in the order of its own tensors
   */
  public Node linear(Primitive layer, List<TensorRole> roles, Node... reads) {
    return add(label("linear"), composite.name(), layer, roles, reads);
  }

  /** Adds the part that computes the layer's output, under the layer's name. */
  public Node last(String word, Primitive layer, List<TensorRole> roles, Node... reads) {
    return add(composite.name(), label(word), layer, roles, reads);
  }

  /** All parts. */
  List<Node> all() {
    return parts;
  }

  private Node add(
      String name, String label, Primitive layer, List<TensorRole> roles, Node... reads) {
    List<WeightTensor> tensors = roles.stream().map(role -> graph.tensor(composite, role)).toList();
    Node part = Node.lowered(name, label, layer, Arrays.asList(reads), tensors);
    parts.add(part);
    return part;
  }

  private String label(String word) {
    return composite.name() + "/" + word;
  }
}
