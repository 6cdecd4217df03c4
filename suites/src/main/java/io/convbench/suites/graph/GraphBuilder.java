package io.convbench.suites.graph;

import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * Builds a {@link Graph} node by node. Names follow Keras: a layer without a given name is called
 * by its kind in snake case, with {@code _1}, {@code _2}, ... from the second on, in creation
 * order.
 */
public final class GraphBuilder {

  private final Map<String, Integer> autoNames = new HashMap<>();
  private final Node input;

  /** Starts from an image of this shape (height, width, channels). */
  public GraphBuilder(Shape image) {
    this.input = new Node("input_layer", new Layers.Input(image), List.of());
  }

  /** The image's node. */
  public Node input() {
    return input;
  }

  /** Adds a layer under its Keras name. */
  public Node add(String name, Layer layer, Node... inputs) {
    return new Node(name, layer, List.of(inputs));
  }

  /** Adds a layer under the next automatic name of its kind. */
  public Node add(Layer layer, Node... inputs) {
    return add(autoName(layer), layer, inputs);
  }

  /** The graph that ends in this node, the logits; nodes that do not lead to it are left out. */
  public Graph build(Node logits) {
    return new Graph(logits);
  }

  private String autoName(Layer layer) {
    String kind = layer.kerasClass().replaceAll("([a-z])([A-Z])", "$1_$2").toLowerCase(Locale.ROOT);
    int count = autoNames.merge(kind, 1, Integer::sum) - 1;
    return count == 0 ? kind : kind + "_" + count;
  }
}
