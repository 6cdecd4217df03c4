package io.convbench.datasets.labels;

import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.function.UnaryOperator;
import java.util.regex.Pattern;

/** In what two lists of file names differ that are meant to be of the same files. */
public final class NameLikeness {

  /** Of a file's name, not a dot in front of it or in a folder's. */
  private static final Pattern ENDING = Pattern.compile("(?<=[^/])\\.\\w+$");

  private static final Pattern FOLDERS = Pattern.compile("^.*/");

  /** What is dropped from names, smallest first, and how that is called. */
  private enum Without {
    CASE("in capital and small letters", name -> name.toLowerCase(Locale.ROOT)),
    ENDINGS("in their endings", name -> ENDING.matcher(name).replaceFirst("")),
    FOLDERS_ONLY("in the folders in front of them", name -> base(name)),
    BOTH(
        "in the folders in front of them and in their endings",
        name -> ENDING.matcher(base(name)).replaceFirst("")),
    ALL(
        "in folders, endings, and capital and small letters",
        name -> ENDING.matcher(base(name)).replaceFirst("").toLowerCase(Locale.ROOT));

    private final String words;
    private final UnaryOperator<String> rest;

    Without(String words, UnaryOperator<String> rest) {
      this.words = words;
      this.rest = rest;
    }
  }

  private NameLikeness() {}

  /**
   * Says in what the names differ where they are alike otherwise, with an example and what to do;
   * empty where they are not.
   *
   * @param names of which at least half must have their like
   * @param others among which they are sought
   */
  public static Optional<String> hint(Collection<String> names, Collection<String> others) {
    for (Without without : Without.values()) {
      Set<String> rests = new HashSet<>();
      others.forEach(other -> rests.add(without.rest.apply(other)));
      List<String> alike =
          names.stream().filter(name -> rests.contains(without.rest.apply(name))).toList();
      if (!alike.isEmpty() && 2 * alike.size() >= names.size()) {
        String rest = without.rest.apply(alike.get(0));
        String other =
            others.stream()
                .filter(one -> without.rest.apply(one).equals(rest))
                .findFirst()
                .orElseThrow();
        return Optional.of(
            "%s of %s differ only %s (%s and %s): name them alike"
                .formatted(alike.size(), names.size(), without.words, alike.get(0), other));
      }
    }
    return Optional.empty();
  }

  private static String base(String name) {
    return FOLDERS.matcher(name).replaceFirst("");
  }
}
