package io.convbench.suites.architecture;

import io.convbench.suites.graph.Graph;
import io.convbench.suites.graph.GraphBuilder;
import io.convbench.suites.graph.Layers.Dense;
import io.convbench.suites.graph.Layers.GlobalAveragePooling2D;
import io.convbench.suites.graph.Node;

/** The layers of an architecture behind its backbone: what Keras calls the top. */
@FunctionalInterface
public interface Classifier {

  /**
   * Adds them.
   *
   * @param features the backbone's last layer
   * @param classes how many
   * @return the logits, a vector of as many numbers
   */
  Node add(GraphBuilder graph, Node features, int classes);

  /**
   * What Keras puts behind the features of a network without top: mostly nothing.
   *
   * @param features the backbone, pooled where that is asked for
   */
  default Graph withoutTop(Graph features) {
    return features;
  }

  /** A global average under this name and a dense layer. */
  static Classifier dense(String pooling) {
    return (graph, features, classes) ->
        predictions(
            graph, graph.add(pooling, new GlobalAveragePooling2D(false), features), classes);
  }

  /** A global average under an automatic name and a dense layer. */
  static Classifier dense() {
    return (graph, features, classes) ->
        predictions(graph, graph.add(new GlobalAveragePooling2D(false), features), classes);
  }

  private static Node predictions(GraphBuilder graph, Node vector, int classes) {
    return graph.add("predictions", new Dense(classes, true), vector);
  }
}
