package io.convbench.suites.architecture;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** What somebody may have meant who typed a name that does not exist. */
final class NearestNames {

  private NearestNames() {}

  /** The names of the least edit distance to {@code typed}, case aside, in the given order. */
  static List<String> to(String typed, List<String> names) {
    TreeMap<Integer, List<String>> byDistance =
        names.stream()
            .collect(
                Collectors.groupingBy(
                    name -> distance(lower(typed), lower(name)),
                    TreeMap::new,
                    Collectors.toList()));
    return byDistance.entrySet().stream().findFirst().map(Map.Entry::getValue).orElse(List.of());
  }

  /** Levenshtein 1966: insertions, deletions and replacements that make one text the other. */
  static int distance(String a, String b) {
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

  private static String lower(String text) {
    return text.toLowerCase(Locale.ROOT);
  }
}
