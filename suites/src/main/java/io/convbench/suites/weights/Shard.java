package io.convbench.suites.weights;

import io.convbench.suites.graph.AutomaticNames;
import io.convbench.suites.graph.Graph;
import io.convbench.suites.graph.Node;
import io.convbench.suites.graph.WeightTensor;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * One of the files over which Keras 3's {@code save_weights(..., max_shard_size=...)} spreads a
 * model's weights, next to an index {@code NAME.weights.json}. They are not read, but told from
 * files without top and of other models.
 */
final class Shard {

  private static final Pattern NAME = Pattern.compile("(.+)_\\d{5}\\.weights\\.h5");

  private static final String REMEDY =
      "load them all in Keras by load_weights(\"%s.weights.json\") and pass the file that"
          + " save_weights(\"%s.weights.h5\") writes";

  private Shard() {}

  /**
   * What a file of Keras 3's layout that does not fit is, as the end of a sentence about it; empty
   * when it is not a shard of the graph's weights.
   *
   * @param path the file, which Keras names by the index and a number
   * @param layers of the file
   * @param withoutTop whether it has all layers but the classifier, so that only its name tells
   */
  static Optional<String> described(
      Path path, List<SavedLayer> layers, Graph graph, boolean withoutTop) {
    Matcher name = NAME.matcher(path.getFileName().toString());
    boolean named = name.matches();
    if (!named && (withoutTop || !isPart(layers, graph))) {
      return Optional.empty();
    }
    return Optional.of(
        "%s one shard of sharded weights, with %s of %s weighted layers: %s"
            .formatted(
                named ? "is" : "looks like",
                layers.size(),
                graph.weightedNodes().size(),
                remedy(named ? name.group(1) : "NAME")));
  }

  /**
   * What to do about a shard or its index.
   *
   * @param name of the index without {@code .weights.json}
   */
  static String remedy(String name) {
    return REMEDY.formatted(name, name);
  }

  /** Whether every layer is one of the graph's and has tensors of its shapes. */
  private static boolean isPart(List<SavedLayer> layers, Graph graph) {
    Map<String, List<List<Integer>>> shapes = new HashMap<>();
    AutomaticNames names = new AutomaticNames();
    for (Node node : graph.weightedNodes()) {
      shapes.put(
          names.next(node.layer()),
          graph.tensors(node).stream()
              .map(WeightTensor::shape)
              .map(shape -> shape.dimensions())
              .toList());
    }
    return layers.size() < shapes.size()
        && layers.stream()
            .allMatch(
                layer ->
                    shapes
                        .getOrDefault(layer.group(), List.of())
                        .containsAll(
                            layer.tensors().stream().map(SavedTensor::dimensions).toList()));
  }
}
