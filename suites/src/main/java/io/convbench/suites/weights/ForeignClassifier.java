package io.convbench.suites.weights;

import java.util.Collection;
import java.util.List;
import java.util.stream.Stream;

/**
 * The layers that a file holds behind those of a known network: another classifier, of which only
 * shapes are known, or what does not belong there.
 *
 * @param layers the shapes of each one's tensors, with outputs last, as in Keras
 */
record ForeignClassifier(Collection<List<List<Long>>> layers) {

  /**
   * Whether these layers may be a classifier: one takes what the network gives, none is empty, and
   * a dense layer has a bias for each of its outputs.
   *
   * @param channels of what the network gives, which may be flattened or concatenated
   */
  boolean isPossible(int channels) {
    return shapes().noneMatch(shape -> shape.contains(0L))
        && shapes().anyMatch(shape -> shape.size() > 1 && inputs(shape) % channels == 0)
        && layers.stream().allMatch(ForeignClassifier::hasItsBias);
  }

  private Stream<List<Long>> shapes() {
    return layers.stream().flatMap(List::stream);
  }

  private static long inputs(List<Long> shape) {
    return shape.stream().limit(shape.size() - 1L).reduce(1L, (a, b) -> a * b);
  }

  /** Of a matrix and a vector alone; true of other layers. */
  private static boolean hasItsBias(List<List<Long>> layer) {
    List<List<Long>> byRank = layer.stream().sorted((a, b) -> a.size() - b.size()).toList();
    return !byRank.stream().map(List::size).toList().equals(List.of(1, 2))
        || byRank.get(0).get(0).equals(byRank.get(1).get(1));
  }
}
