package io.convbench.suites.graph;

import io.convbench.foundation.input.InvalidInputException;
import java.util.List;
import java.util.Optional;

/**
 * Builds a {@link Graph} node by node. A layer without a given name gets Keras's {@link
 * AutomaticNames automatic} one, in creation order.
 */
public final class GraphBuilder {

  private final AutomaticNames names = new AutomaticNames();
  private final Node input;
  private final LayerOrder order;
  private final Optional<Graph> base;

  /** Starts from an image of this shape (height, width, channels), in Keras's order of layers. */
  public GraphBuilder(Shape image) {
    this(image, LayerOrder.KERAS);
  }

  /** The same in another order of layers. */
  public GraphBuilder(Shape image, LayerOrder order) {
    this.order = order;
    this.input = new Node("input_layer", new Layers.Input(image), List.of());
    this.base = Optional.empty();
  }

  /** Goes on behind another graph, whose weights keep their numbers; new layers need names. */
  public GraphBuilder(Graph base) {
    this.order = base.order();
    this.input = base.input();
    this.base = Optional.of(base);
  }

  /** The image's node. */
  public Node input() {
    return input;
  }

  /**
   * Adds a layer under its Keras name.
   *
   * @throws InvalidInputException when the image is too small for it
   */
  public Node add(String name, Layer layer, Node... inputs) {
    try {
      return new Node(name, layer, List.of(inputs));
    } catch (InvalidInputException e) {
      throw new InvalidInputException(
          "an image of %s is too small for %s: %s".formatted(input.output(), name, e.getMessage()),
          e);
    }
  }

  /** Adds a layer under the next automatic name of its kind. */
  public Node add(Layer layer, Node... inputs) {
    return add(names.next(layer), layer, inputs);
  }

  /** The graph that ends in this node; nodes that do not lead to it are left out. */
  public Graph build(Node output) {
    return base.map(graph -> new Graph(output, graph)).orElseGet(() -> new Graph(output, order));
  }
}
