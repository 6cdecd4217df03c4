package io.convbench.suites.weights;

import java.util.List;

/** Lists of names as messages show them. */
final class Wording {

  private Wording() {}

  /** The names, the middle ones left out where there are many: {@code a, b, ..., z}. */
  static String some(List<String> names) {
    if (names.isEmpty()) {
      return "nothing";
    }
    if (names.size() <= 6) {
      return String.join(", ", names);
    }
    return "%s, %s, ..., %s".formatted(names.get(0), names.get(1), names.get(names.size() - 1));
  }
}
