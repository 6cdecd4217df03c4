package io.convbench.suites.weights;

import io.convbench.foundation.text.NearestNames;
import java.util.List;
import java.util.stream.Collectors;

/** Lists of names as messages show them. */
final class Wording {

  private static final int LONGEST_NAME = 80;

  /** NASNet's longest has 124 characters. */
  private static final int LONGEST_PATH = 160;

  private Wording() {}

  /** A name out of a file: in one line, cut where it is long. */
  static String printable(String name) {
    String line = name.replaceAll("\\p{Cntrl}", "?");
    return line.length() <= LONGEST_NAME ? line : line.substring(0, LONGEST_NAME) + "...";
  }

  /** A path inside a file: in one line, its end where it is long. */
  static String printablePath(String path) {
    String line = path.replaceAll("\\p{Cntrl}", "?");
    return line.length() <= LONGEST_PATH
        ? line
        : "..." + line.substring(line.length() - LONGEST_PATH);
  }

  /**
   * Which names are missing, as the end of a sentence about a file, and which are there instead;
   * where that is one, the name that it is near to.
   */
  static String difference(List<String> missing, List<String> unknown) {
    return unknown.isEmpty()
        ? "lacks " + some(missing)
        : "lacks %s and holds unknown %s%s"
            .formatted(
                some(missing),
                some(unknown),
                unknown.size() == 1 ? NearestNames.hint(printable(unknown.get(0)), missing) : "");
  }

  /** Whether one of these names may be meant by a name out of a file. */
  static boolean isNear(String name, List<String> names) {
    return !NearestNames.to(printable(name), names).isEmpty();
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
