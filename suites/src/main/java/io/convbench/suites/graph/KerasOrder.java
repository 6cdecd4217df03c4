package io.convbench.suites.graph;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Deque;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The order of Keras's {@code model.layers}, in which its files store weights.
 *
 * <p>A node gets its traversal number when a depth-first walk back from the output first enters it,
 * before its inputs, which are visited in call order. Nodes are sorted by depth (longest distance
 * to the output) descending, ties by traversal number ascending. So branches interleave.
 */
final class KerasOrder {

  private KerasOrder() {}

  static List<Node> of(Node output) {
    Map<Node, Integer> traversal = new LinkedHashMap<>();
    List<Node> postOrder = new ArrayList<>();
    walk(output, traversal, postOrder);

    Map<Node, Integer> depth = new HashMap<>();
    for (int i = postOrder.size() - 1; i >= 0; i--) {
      Node node = postOrder.get(i);
      int inputDepth = depth.computeIfAbsent(node, n -> 0) + 1;
      node.inputs().forEach(input -> depth.merge(input, inputDepth, Math::max));
    }
    List<Node> order = new ArrayList<>(postOrder);
    order.sort(
        Comparator.<Node>comparingInt(depth::get).reversed().thenComparingInt(traversal::get));
    return List.copyOf(order);
  }

  /** Iterative, because NASNetLarge is deeper than a default thread stack likes. */
  private static void walk(Node output, Map<Node, Integer> traversal, List<Node> postOrder) {
    Deque<Visit> stack = new ArrayDeque<>();
    traversal.put(output, 0);
    stack.push(new Visit(output));
    while (!stack.isEmpty()) {
      Visit visit = stack.peek();
      if (visit.next == visit.node.inputs().size()) {
        postOrder.add(visit.node);
        stack.pop();
        continue;
      }
      Node input = visit.node.inputs().get(visit.next++);
      if (traversal.putIfAbsent(input, traversal.size()) == null) {
        stack.push(new Visit(input));
      }
    }
  }

  private static final class Visit {
    private final Node node;
    private int next;

    Visit(Node node) {
      this.node = node;
    }
  }
}
