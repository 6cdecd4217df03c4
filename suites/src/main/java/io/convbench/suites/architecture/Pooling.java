package io.convbench.suites.architecture;

import io.convbench.foundation.input.InvalidInputException;
import io.convbench.suites.graph.Graph;
import io.convbench.suites.graph.GraphBuilder;
import io.convbench.suites.graph.Layer;
import io.convbench.suites.graph.Layers;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** What makes a vector of a feature map: Keras's argument {@code pooling}. */
public enum Pooling {
  /** The map as it is. */
  NONE(null),
  /** The mean of each channel. */
  AVG(new Layers.GlobalAveragePooling2D(false)),
  /** The maximum of each channel. */
  MAX(new Layers.GlobalMaxPooling2D());

  private final Optional<Layer> layer;

  Pooling(Layer layer) {
    this.layer = Optional.ofNullable(layer);
  }

  /**
   * The pooling of this name, in any case.
   *
   * @throws InvalidInputException when there is none
   */
  public static Pooling named(String id) {
    return Stream.of(values())
        .filter(pooling -> pooling.id().equalsIgnoreCase(id))
        .findFirst()
        .orElseThrow(
            () ->
                new InvalidInputException(
                    "unknown pooling '%s': choose from %s"
                        .formatted(
                            id,
                            Stream.of(values())
                                .map(Pooling::id)
                                .collect(Collectors.joining(", ")))));
  }

  /** Keras's word: {@code none}, {@code avg} or {@code max}. */
  public String id() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** The graph with this pooling at its end, {@code avg_pool} or {@code max_pool}. */
  Graph of(Graph graph) {
    if (layer.isEmpty()) {
      return graph;
    }
    if (graph.output().output().rank() != 3) {
      throw new InvalidInputException(
          "%s gives a vector of %s numbers, which has no rows and columns to pool: choose none"
              .formatted(graph.output().name(), graph.output().output()));
    }
    GraphBuilder builder = new GraphBuilder(graph);
    return builder.build(builder.add(id() + "_pool", layer.get(), graph.output()));
  }
}
