package io.convbench.suites.graph;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Deque;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** In which order a graph has its layers, inputs before their readers, and so its weights. */
public enum LayerOrder {
  /**
   * The order of Keras's {@code model.layers}, in which its files store weights.
   *
   * <p>A node gets its traversal number when a depth-first walk back from the output first enters
   * it, before its inputs, which are visited in call order. Nodes are sorted by depth (longest
   * distance to the output) descending, ties by traversal number ascending. So branches interleave.
   */
  KERAS {
    @Override
    List<Node> of(Node output) {
      Map<Node, Integer> traversal = new LinkedHashMap<>();
      List<Node> postOrder = walk(output, traversal);
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
  },
  /**
   * One branch after another, in call order: that in which PyTorch's modules are declared, and so
   * the one of their state dicts.
   */
  BRANCH_BY_BRANCH {
    @Override
    List<Node> of(Node output) {
      return walk(output, new LinkedHashMap<>());
    }
  };

  /** All nodes that lead to this one, which is the last. */
  abstract List<Node> of(Node output);

  /**
   * Every node behind its inputs. Iterative, because NASNetLarge is deeper than a default thread
   * stack likes.
   *
   * @param traversal receives in which order the nodes were entered
   */
  private static List<Node> walk(Node output, Map<Node, Integer> traversal) {
    List<Node> postOrder = new ArrayList<>();
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
    return List.copyOf(postOrder);
  }

  private static final class Visit {
    private final Node node;
    private int next;

    Visit(Node node) {
      this.node = node;
    }
  }
}
