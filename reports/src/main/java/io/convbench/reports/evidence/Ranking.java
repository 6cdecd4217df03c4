package io.convbench.reports.evidence;

import io.convbench.results.history.Configuration;
import io.convbench.results.statistics.Holm;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The architectures that one engine scored on the same images, and which of their differences are
 * real.
 *
 * @param place how and on what they ran
 * @param architectures the most accurate first
 * @param pairs every two of them, in that order, corrected together
 */
public record Ranking(
    Configuration place, List<MeasuredAccuracy> architectures, List<PairedTest> pairs) {

  public Ranking {
    architectures = List.copyOf(architectures);
    pairs = List.copyOf(pairs);
  }

  /** A ranking for each engine and set of images that two architectures or more were scored on. */
  public static List<Ranking> of(List<MeasuredAccuracy> predicted) {
    Map<List<Object>, List<MeasuredAccuracy>> groups = new LinkedHashMap<>();
    for (MeasuredAccuracy one : predicted) {
      groups
          .computeIfAbsent(List.of(one.place(), one.sameImages()), key -> new ArrayList<>())
          .add(one);
    }
    return groups.values().stream()
        .filter(group -> group.size() > 1)
        .map(Ranking::rank)
        .filter(ranking -> !ranking.pairs().isEmpty())
        .toList();
  }

  /** The test of these two. */
  public Optional<PairedTest> pair(String one, String other) {
    return pairs.stream().filter(pair -> pair.isOf(one, other)).findFirst();
  }

  /** The tests of each with the next in rank. */
  public List<PairedTest> neighbours() {
    List<PairedTest> tests = new ArrayList<>();
    for (int i = 1; i < architectures.size(); i++) {
      pair(architectures.get(i - 1).architecture(), architectures.get(i).architecture())
          .ifPresent(tests::add);
    }
    return tests;
  }

  private static Ranking rank(List<MeasuredAccuracy> group) {
    // Of several weights of an architecture the newest are ranked.
    Map<String, MeasuredAccuracy> newest = new LinkedHashMap<>();
    group.forEach(one -> newest.put(one.architecture(), one));
    List<MeasuredAccuracy> ranked =
        newest.values().stream()
            .sorted(Comparator.comparingDouble(MeasuredAccuracy::top1).reversed())
            .toList();
    List<PairedTest> tests = new ArrayList<>();
    for (int i = 0; i < ranked.size(); i++) {
      for (int j = i + 1; j < ranked.size(); j++) {
        tests.add(PairedTest.of(ranked.get(i), ranked.get(j)));
      }
    }
    tests.removeIf(test -> test.images() == 0);
    double[] corrected =
        Holm.corrected(tests.stream().mapToDouble(test -> test.test().pValue()).toArray());
    for (int i = 0; i < corrected.length; i++) {
      tests.set(i, tests.get(i).corrected(corrected[i]));
    }
    return new Ranking(ranked.get(0).place(), ranked, tests);
  }
}
