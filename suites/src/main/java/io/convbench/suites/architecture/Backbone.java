package io.convbench.suites.architecture;

import io.convbench.suites.graph.GraphBuilder;
import io.convbench.suites.graph.Node;

/** The layers of an architecture up to its classifier, which do not depend on the classes. */
@FunctionalInterface
public interface Backbone {

  /**
   * Adds them behind the image, which is {@link GraphBuilder#input()}.
   *
   * @return the last one, with which Keras's {@code include_top=False} ends
   */
  Node add(GraphBuilder graph);
}
