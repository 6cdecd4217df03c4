package io.convbench.datasets.labels;

import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import org.apache.commons.text.similarity.LevenshteinDistance;

/** The names that somebody who mistyped one may have meant. */
final class NearestNames {

  private static final int SUGGESTIONS = 3;

  private static final LevenshteinDistance DISTANCE = LevenshteinDistance.getDefaultInstance();

  private NearestNames() {}

  /** The three names with the fewest edits, nearest first. */
  static List<String> of(String word, List<String> names) {
    String wanted = plain(word);
    return names.stream()
        .distinct()
        .sorted(Comparator.comparingInt((String name) -> DISTANCE.apply(wanted, plain(name))))
        .limit(SUGGESTIONS)
        .toList();
  }

  /** Lower case, words parted by underscores. */
  static String plain(String name) {
    return name.strip().toLowerCase(Locale.ROOT).replace(' ', '_');
  }
}
