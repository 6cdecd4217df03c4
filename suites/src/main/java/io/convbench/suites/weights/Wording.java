package io.convbench.suites.weights;

import java.util.List;
import java.util.stream.Collectors;

/** Lists of names as messages show them. */
final class Wording {

  private static final int LONGEST_NAME = 80;

  private Wording() {}

  /** A name out of a file: in one line, cut where it is long. */
  static String printable(String name) {
    String line = name.replaceAll("\\p{Cntrl}", "?");
    return line.length() <= LONGEST_NAME ? line : line.substring(0, LONGEST_NAME) + "...";
  }

  /** The names, the middle ones left out where there are many: {@code a, b, ..., z}. */
  static String some(List<String> names) {
    if (names.isEmpty()) {
      return "nothing";
    }
    if (names.size() <= 6) {
      return names.stream().map(Wording::printable).collect(Collectors.joining(", "));
    }
    return "%s, %s, ..., %s"
        .formatted(
            printable(names.get(0)),
            printable(names.get(1)),
            printable(names.get(names.size() - 1)));
  }
}
