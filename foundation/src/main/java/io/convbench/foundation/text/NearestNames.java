package io.convbench.foundation.text;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.function.Predicate;
import org.apache.commons.text.similarity.LevenshteinDistance;

/** What somebody may have meant who typed a name that does not exist. */
public final class NearestNames {

  private static final LevenshteinDistance DISTANCE = LevenshteinDistance.getDefaultInstance();

  private static final int MOST = 5;
  private static final int SHORTEST_PART = 3;

  /** A name with more edits than one for each so many letters is another name. */
  private static final int LETTERS_PER_EDIT = 4;

  private NearestNames() {}

  /**
   * The names near to {@code typed}, at most five, case and punctuation aside: the same one; else
   * those that contain it (a family, a short form); else the longest that it contains; else those
   * with the fewest edits, if these are few.
   *
   * @return empty when none is near
   */
  public static List<String> to(String typed, List<String> names) {
    String wanted = letters(typed);
    List<Predicate<String>> rules = new ArrayList<>();
    rules.add(wanted::equals);
    if (wanted.length() >= SHORTEST_PART) {
      int longest = longest(names, wanted::contains);
      rules.add(name -> name.contains(wanted));
      rules.add(name -> wanted.contains(name) && name.length() == longest);
    }
    int fewest = names.stream().mapToInt(name -> edits(wanted, letters(name))).min().orElse(0);
    if (fewest <= 1 + wanted.length() / LETTERS_PER_EDIT) {
      rules.add(name -> edits(wanted, name) == fewest);
    }
    return rules.stream()
        .map(rule -> names.stream().filter(name -> rule.test(letters(name))).limit(MOST).toList())
        .filter(found -> !found.isEmpty())
        .findFirst()
        .orElse(List.of());
  }

  /**
   * The names with the fewest edits, nearest first, however far they are; case and punctuation
   * aside.
   *
   * @param most how many to give
   */
  public static List<String> closest(String typed, List<String> names, int most) {
    String wanted = letters(typed);
    return names.stream()
        .distinct()
        .sorted(Comparator.comparingInt(name -> edits(wanted, letters(name))))
        .limit(most)
        .toList();
  }

  /** {@code (nearest: A, B)} to put behind the typed name, or nothing when no name is near. */
  public static String hint(String typed, List<String> names) {
    List<String> nearest = to(typed, names);
    return nearest.isEmpty() ? "" : " (nearest: %s)".formatted(String.join(", ", nearest));
  }

  /** That there is no such thing, what may have been meant, and all that there is. */
  public static String unknown(String thing, String typed, List<String> names) {
    return unknown(thing, typed, names, names);
  }

  /**
   * The same where some names are understood that are not offered.
   *
   * @param understood those that may have been meant
   */
  public static String unknown(
      String thing, String typed, List<String> understood, List<String> names) {
    return "unknown %s '%s'%s: choose from %s"
        .formatted(thing, typed, hint(typed, understood), String.join(", ", names));
  }

  private static int longest(List<String> names, Predicate<String> rule) {
    return names.stream()
        .map(NearestNames::letters)
        .filter(rule)
        .mapToInt(String::length)
        .max()
        .orElse(0);
  }

  private static int edits(String wanted, String name) {
    return DISTANCE.apply(wanted, name);
  }

  private static String letters(String text) {
    return text.toLowerCase(Locale.ROOT).replaceAll("[^\\p{L}\\p{N}]", "");
  }
}
