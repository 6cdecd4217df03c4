package io.convbench.suites.architecture;

import io.convbench.suites.graph.Graph;
import io.convbench.suites.graph.Node;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Where an architecture can be cut between two of its blocks: the last layer of each block through
 * which everything behind it is computed. A layer that a shortcut passes by is no such place. What
 * belongs to one block is known by Keras's names ({@code block_3_expand}, {@code
 * conv2_block1_out}); what is named otherwise, as stems and tops, is a block of its own.
 */
public final class BlockEnds {

  /** The most particular first. MobileNet's three kinds of layers of a block count as one. */
  private static final Pattern BLOCK =
      Pattern.compile(
          "stage_\\d+_block_\\d+|downsampling_block_\\d+|conv\\d+_block\\d+|conv_(?:dw|pw|pad)_(?<mobile>\\d+)"
              + "|layer\\d+\\.\\d+|features\\.\\d+|^pool\\d$|block(?:35|17|8)_\\d+|block_?\\d+[a-z]?|expanded_conv(?:_\\d+)?|mixed_?\\w+");

  private BlockEnds() {}

  /**
   * The layers' names in Keras, in the order in which they are computed; the last one is that
   * before the classifier. NASNet's cells read two cells before them, so that it has hardly any.
   */
  public static List<String> of(Architecture architecture) {
    Graph backbone =
        new Head.Features(Optional.empty(), Pooling.NONE)
            .graph(architecture, architecture.inputSize());
    List<Node> cuts = cuts(backbone);
    List<Optional<String>> named = cuts.stream().map(node -> block(node.name())).toList();
    Map<String, String> lastOfBlock = new LinkedHashMap<>();
    String before = "";
    for (int i = 0; i < cuts.size(); i++) {
      String own = named.get(i).orElse("");
      if (own.isEmpty()) {
        boolean merges = cuts.get(i).inputs().size() > 1;
        boolean within =
            !before.isEmpty()
                && named.subList(i, named.size()).stream()
                    .flatMap(Optional::stream)
                    .findFirst()
                    .equals(Optional.of(before));
        own = merges || within ? before : unnamed(before);
      }
      lastOfBlock.put(own, cuts.get(i).name());
      before = own;
    }
    return List.copyOf(lastOfBlock.values());
  }

  /** Behind a block; what follows without a name is the same one. */
  private static String unnamed(String before) {
    String mark = "behind ";
    return before.startsWith(mark) ? before : mark + before;
  }

  /** Nodes but the image that no edge passes by. */
  private static List<Node> cuts(Graph graph) {
    List<Node> nodes = graph.nodes();
    Map<Node, Integer> places = new HashMap<>();
    nodes.forEach(node -> places.put(node, places.size()));
    int[] lastReader = new int[nodes.size()];
    for (Node node : nodes) {
      for (Node input : node.inputs()) {
        int place = places.get(input);
        lastReader[place] = Math.max(lastReader[place], places.get(node));
      }
    }
    List<Node> cuts = new ArrayList<>();
    int reached = 0;
    for (int place = 0; place < nodes.size(); place++) {
      if (place > 0 && reached <= place) {
        cuts.add(nodes.get(place));
      }
      reached = Math.max(reached, lastReader[place]);
    }
    return cuts;
  }

  private static Optional<String> block(String layer) {
    Matcher matcher = BLOCK.matcher(layer);
    if (!matcher.find()) {
      return Optional.empty();
    }
    return Optional.of(
        matcher.group("mobile") == null ? matcher.group() : "conv_" + matcher.group("mobile"));
  }
}
