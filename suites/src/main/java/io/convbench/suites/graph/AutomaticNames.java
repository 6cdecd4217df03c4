package io.convbench.suites.graph;

import java.util.HashMap;
import java.util.Locale;
import java.util.Map;

/**
 * What Keras calls layers that were given no name: their kind in snake case, with {@code _1},
 * {@code _2}, ... from the second of a kind on ({@code separable_conv2d_1}).
 */
public final class AutomaticNames {

  private final Map<String, Integer> counts = new HashMap<>();

  /** The name of the next layer of this kind. */
  public String next(Layer layer) {
    String kind = layer.kerasClass().replaceAll("([a-z])([A-Z])", "$1_$2").toLowerCase(Locale.ROOT);
    int before = counts.merge(kind, 1, Integer::sum) - 1;
    return before == 0 ? kind : kind + "_" + before;
  }
}
