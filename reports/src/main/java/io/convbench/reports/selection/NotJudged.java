package io.convbench.reports.selection;

import io.convbench.results.history.Candidate;
import io.convbench.results.selection.Selection.SetAside;
import io.convbench.results.trust.Verdict;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/** Why candidates were not judged, and which. */
public final class NotJudged {

  /** Names that a list has before it says how many more there are. */
  private static final int MOST_NAMED = 5;

  private NotJudged() {}

  /**
   * A sentence per reason, e.g. {@code 2, latency is invalid: VGG16, VGG19}.
   *
   * @param name of a candidate
   */
  public static List<String> sentences(List<SetAside> all, Function<Candidate, String> name) {
    Map<String, List<String>> byReason = new LinkedHashMap<>();
    all.forEach(
        one ->
            byReason
                .computeIfAbsent(reason(one), reason -> new ArrayList<>())
                .add(name.apply(one.candidate())));
    return byReason.entrySet().stream()
        .map(
            one ->
                "%s, %s: %s".formatted(one.getValue().size(), one.getKey(), listed(one.getValue())))
        .toList();
  }

  /** What made a latency invalid differs from one to the next and is left out. */
  public static String reason(SetAside one) {
    return one.candidate().verdict() == Verdict.INVALID ? "latency is invalid" : one.reason();
  }

  static String listed(List<String> names) {
    return names.size() <= MOST_NAMED
        ? String.join(", ", names)
        : "%s and %s more"
            .formatted(String.join(", ", names.subList(0, MOST_NAMED)), names.size() - MOST_NAMED);
  }
}
