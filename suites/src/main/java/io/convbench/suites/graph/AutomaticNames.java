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
    String kind = kind(layer);
    int before = counts.merge(kind, 1, Integer::sum) - 1;
    return before == 0 ? kind : kind + "_" + before;
  }

  /**
   * True when Keras 1, 2 or 3 may have given this name to a layer of this kind that had none; the
   * number depends on the session.
   */
  public static boolean isAutomatic(String name, Layer layer) {
    String kind = name.replaceFirst("_\\d+$", "");
    return kind.equals(kind(layer)) || kind.equals(layer.keras1Name());
  }

  /** The class in snake case. */
  static String kind(Layer layer) {
    return layer.kerasClass().replaceAll("([a-z])([A-Z])", "$1_$2").toLowerCase(Locale.ROOT);
  }
}
