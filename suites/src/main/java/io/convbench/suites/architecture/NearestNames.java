package io.convbench.suites.architecture;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.apache.commons.text.similarity.LevenshteinDistance;

/** What somebody may have meant who typed a name that does not exist. */
final class NearestNames {

  private static final LevenshteinDistance DISTANCE = LevenshteinDistance.getDefaultInstance();

  private NearestNames() {}

  /** The names of the least edit distance to {@code typed}, case aside, in the given order. */
  static List<String> to(String typed, List<String> names) {
    TreeMap<Integer, List<String>> byDistance =
        names.stream()
            .collect(
                Collectors.groupingBy(
                    name -> DISTANCE.apply(lower(typed), lower(name)),
                    TreeMap::new,
                    Collectors.toList()));
    return byDistance.entrySet().stream().findFirst().map(Map.Entry::getValue).orElse(List.of());
  }

  private static String lower(String text) {
    return text.toLowerCase(Locale.ROOT);
  }
}
