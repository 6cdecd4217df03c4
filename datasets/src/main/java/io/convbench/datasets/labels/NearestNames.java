package io.convbench.datasets.labels;

import java.util.Comparator;
import java.util.List;
import java.util.Locale;

/** The names that somebody who mistyped one may have meant. */
final class NearestNames {

  private static final int SUGGESTIONS = 3;

  private NearestNames() {}

  /** The three names with the fewest edits, nearest first. */
  static List<String> of(String word, List<String> names) {
    String wanted = plain(word);
    return names.stream()
        .distinct()
        .sorted(Comparator.comparingInt((String name) -> edits(wanted, plain(name))))
        .limit(SUGGESTIONS)
        .toList();
  }

  /** Lower case, words parted by underscores. */
  static String plain(String name) {
    return name.strip().toLowerCase(Locale.ROOT).replace(' ', '_');
  }

  /** Levenshtein distance. */
  private static int edits(String a, String b) {
    int[] row = new int[b.length() + 1];
    for (int j = 0; j <= b.length(); j++) {
      row[j] = j;
    }
    for (int i = 1; i <= a.length(); i++) {
      int diagonal = row[0];
      row[0] = i;
      for (int j = 1; j <= b.length(); j++) {
        int replaced = diagonal + (a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1);
        diagonal = row[j];
        row[j] = Math.min(replaced, 1 + Math.min(row[j], row[j - 1]));
      }
    }
    return row[b.length()];
  }
}
