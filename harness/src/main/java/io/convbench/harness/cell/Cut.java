package io.convbench.harness.cell;

import io.convbench.suites.architecture.Architecture;
import io.convbench.suites.architecture.Head;
import io.convbench.suites.architecture.Pooling;
import io.convbench.suites.graph.Graph;
import java.util.Optional;

/**
 * Where a network is cut, and what its features are for.
 *
 * @param layer the last one that is kept, by its name in Keras
 * @param pooling what makes a vector of its output
 * @param classes how many a head on the features tells apart
 */
public record Cut(String layer, Pooling pooling, int classes) {

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
    return new Cut(graph.output().name(), pooling, classes);
  }

  /** The network that ends in the features. */
  public Head.Features features() {
    return new Head.Features(Optional.of(layer), pooling);
  }

  /** The network that ends in a new classifier on them. */
  public Head.Linear classifier() {
    return new Head.Linear(features(), classes);
  }
}
