package io.convbench.suites.cost;

import io.convbench.suites.graph.Graph;
import io.convbench.suites.graph.Node;
import java.util.HashMap;
import java.util.Map;

/**
 * How deep a network is: the 50 of ResNet50 (He, Zhang, Ren and Sun 2015, arXiv:1512.03385, Table
 * 1) are its convolutions and its dense layer, without the projections beside its blocks.
 *
 * <p>Of branches, the one with more of them counts. The halves of a separable convolution and the
 * layers of a squeeze-and-excitation are layers of their own.
 */
final class LongestPath {

  private LongestPath() {}

  /**
   * The most layers that multiply on a path from the image to the output.
   *
   * @param lowered of primitives alone
   */
  static int multiplying(Graph lowered) {
    Map<Node, Integer> depths = new HashMap<>();
    for (Node node : lowered.nodes()) {
      int before = node.inputs().stream().mapToInt(depths::get).max().orElse(0);
      depths.put(node, before + (node.primitive().kind().multiplies() ? 1 : 0));
    }
    return depths.get(lowered.output());
  }
}
