package io.convbench.harness.cell;

import io.convbench.foundation.input.InvalidInputException;
import io.convbench.foundation.text.NearestNames;
import io.convbench.suites.architecture.Architecture;
import io.convbench.suites.architecture.BlockEnds;
import io.convbench.suites.architecture.Head;
import io.convbench.suites.architecture.Pooling;
import io.convbench.suites.graph.Graph;
import io.convbench.suites.graph.Layers;
import io.convbench.suites.graph.Node;
import io.convbench.suites.graph.WeightTensor;
import java.util.List;
import java.util.Optional;

/**
 * Where a network is cut, and what its features are for.
 *
 * @param layer the last one that is kept, by its name in Keras
 * @param pooling what makes a vector of its output
 * @param classes how many a head on the features tells apart
 * @param tunedFrom the first layer whose weights are trained with the head; empty where the head
 *     alone is
 */
public record Cut(String layer, Pooling pooling, int classes, Optional<String> tunedFrom) {

  /** Blocks that are trained unless somebody says from where on. */
  private static final int USUAL_BLOCKS = 2;

  /**
   * A cut of an architecture; maps are averaged over rows and columns.
   *
   * @param layer its name in Keras; empty for the last one before the classifier
   * @throws io.convbench.foundation.input.InvalidInputException when there is no such layer, or it
   *     is the image or the classifier itself
   */
  public static Cut of(Architecture architecture, Optional<String> layer, int classes) {
    Graph graph =
        new Head.Features(layer, Pooling.NONE).graph(architecture, architecture.inputSize());
    Pooling pooling = graph.output().output().rank() == 1 ? Pooling.NONE : Pooling.AVG;
    return new Cut(graph.output().name(), pooling, classes, Optional.empty());
  }

  /** The network that ends in the features. */
  public Head.Features features() {
    return new Head.Features(Optional.of(layer), pooling);
  }

  /** The network that ends in a new classifier on them. */
  public Head.Linear classifier() {
    return new Head.Linear(features(), classes);
  }

  /** The same, with the head alone to be trained. */
  public Cut untuned() {
    return new Cut(layer, pooling, classes, Optional.empty());
  }

  /**
   * The same, with layers of the network to be trained.
   *
   * @param from the first one, by its name in Keras; empty for the last two blocks before the cut
   * @throws InvalidInputException when the network has no such layer before the cut, or none with
   *     weights to be trained from there on
   */
  public Cut tuned(Architecture architecture, Optional<String> from) {
    Graph graph = features().graph(architecture, architecture.inputSize());
    String first = from.orElseGet(() -> usual(architecture, graph));
    if (graph.find(first).isEmpty()) {
      throw new InvalidInputException(
          architecture.graph().find(first).isPresent()
              ? "--from-layer %s: it is behind %s, where %s is cut; name a layer before"
                  .formatted(first, layer, architecture)
              : "--from-layer: %s has no layer \"%s\"%s; \"convbench list --layers %s\" shows all"
                  .formatted(
                      architecture,
                      first,
                      NearestNames.hint(first, graph.nodes().stream().map(Node::name).toList()),
                      architecture));
    }
    if (learned(graph, first).isEmpty()) {
      throw new InvalidInputException(
          "--from-layer %s: from there to %s, where %s is cut, no layer has weights to be trained; name one before, as %s"
              .formatted(first, layer, architecture, lastLearned(graph)));
    }
    return new Cut(layer, pooling, classes, Optional.of(first));
  }

  private String usual(Architecture architecture, Graph graph) {
    List<String> ends =
        BlockEnds.of(architecture).stream()
            .filter(end -> !end.equals(layer) && graph.find(end).isPresent())
            .toList();
    List<Node> nodes = graph.nodes();
    int behind =
        ends.size() < USUAL_BLOCKS
            ? 0
            : nodes.indexOf(graph.node(ends.get(ends.size() - USUAL_BLOCKS)));
    return nodes.subList(behind + 1, nodes.size()).stream()
        .filter(node -> !learned(graph, node).isEmpty())
        .findFirst()
        .map(Node::name)
        .orElseGet(() -> lastLearned(graph));
  }

  private static String lastLearned(Graph graph) {
    return graph.nodes().stream()
        .filter(node -> !learned(graph, node).isEmpty())
        .reduce((before, last) -> last)
        .map(Node::name)
        .orElse(graph.input().name());
  }

  /**
   * The weights that are trained: those of the layers from {@link #tunedFrom} on, in the order in
   * which {@code list --layers} has them, head included. Batch norms keep all of theirs.
   *
   * @param graph the network with the classifier
   */
  public List<WeightTensor> learned(Graph graph) {
    return learned(graph, tunedFrom.orElseThrow());
  }

  private static List<WeightTensor> learned(Graph graph, String from) {
    List<Node> nodes = graph.nodes();
    return nodes.subList(nodes.indexOf(graph.node(from)), nodes.size()).stream()
        .flatMap(node -> learned(graph, node).stream())
        .toList();
  }

  private static List<WeightTensor> learned(Graph graph, Node node) {
    return node.layer() instanceof Layers.BatchNormalization
        ? List.of()
        : graph.tensors(node).stream().filter(tensor -> tensor.role().isLearned()).toList();
  }
}
