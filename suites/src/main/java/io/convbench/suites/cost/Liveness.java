package io.convbench.suites.cost;

import io.convbench.suites.graph.Graph;
import io.convbench.suites.graph.Node;
import io.convbench.suites.graph.Shape;
import java.util.HashMap;
import java.util.Map;

/**
 * How much memory the results of a graph's layers need at one time, without running it.
 *
 * <p>The convention: float32, one image. Layers run one after another in the order of {@link
 * Graph#nodes}, its framework's own, because every model file is written from that list; an engine
 * that reorders or fuses needs another amount. Each layer's result, the image included, is
 * allocated when the layer runs and freed after its last reader has run; nothing is computed in
 * place. A composite layer runs as its parts. Flatten is a view of its input and allocates nothing.
 * Weights and the scratch space inside a layer are not counted.
 */
final class Liveness {

  /** Readers still to come, by the node that owns the memory. */
  private final Map<Node, Integer> readers = new HashMap<>();

  private long live;
  private long peak;

  private Liveness() {}

  static long peakBytes(Graph graph) {
    Liveness liveness = new Liveness();
    graph.nodes().forEach(liveness::countReads);
    graph.nodes().forEach(liveness::run);
    return Float.BYTES * liveness.peak;
  }

  private void countReads(Node node) {
    if (!isView(node)) {
      node.inputs().forEach(input -> readers.merge(owner(input), 1, Integer::sum));
    }
  }

  private void run(Node node) {
    if (isView(node)) {
      return;
    }
    allocate(node.output());
    releaseInputs(node);
  }

  private void releaseInputs(Node node) {
    for (Node input : node.inputs()) {
      if (readers.merge(owner(input), -1, Integer::sum) == 0) {
        free(owner(input).output());
      }
    }
  }

  private void allocate(Shape shape) {
    live += shape.elements();
    peak = Math.max(peak, live);
  }

  private void free(Shape shape) {
    live -= shape.elements();
  }

  private static Node owner(Node node) {
    return isView(node) ? owner(node.input()) : node;
  }

  /** The image is allocated, and a part of a map is copied. */
  private static boolean isView(Node node) {
    return node.layer().isView()
        && !node.inputs().isEmpty()
        && node.output().elements() == node.input().output().elements();
  }
}
