package io.convbench.suites.weights;

import io.jhdf.api.Group;
import io.jhdf.api.Node;

/** Finds nodes by path, step by step. */
final class Hdf5Paths {

  private Hdf5Paths() {}

  /**
   * The node at this path below the group; null when there is none. Links are not followed: Keras
   * writes none, and an external one would read another file.
   */
  static Node find(Group group, String path) {
    Node node = group;
    for (String step : path.split("/")) {
      node = node instanceof Group parent ? parent.getChild(step) : null;
      if (node == null || node.isLink()) {
        return null;
      }
    }
    return node;
  }
}
