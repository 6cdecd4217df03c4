package io.convbench.reports.evidence;

import io.convbench.results.history.Configuration;
import io.convbench.results.history.ConfigurationNames;
import io.convbench.results.statistics.LogitDistance;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;

/**
 * How far every two engines, and the reference, are apart over the architectures that both
 * computed.
 *
 * @param names the reference, then engines as they ran
 * @param pairs every two of them that have an architecture in common, in the names' order
 */
public record EngineAgreement(List<String> names, List<Pair> pairs) {

  /** What the reference is called among engines: of most networks it is Keras. */
  public static final String REFERENCE = "reference";

  public EngineAgreement {
    names = List.copyOf(names);
    pairs = List.copyOf(pairs);
  }

  /**
   * Two of them.
   *
   * @param byArchitecture distances in standard deviations of the reference's logits
   */
  public record Pair(String first, String second, Map<String, LogitDistance> byArchitecture) {

    /** The architecture of the greatest distance. */
    public String worst() {
      return byArchitecture.entrySet().stream()
          .max(Comparator.comparingDouble(entry -> entry.getValue().error()))
          .orElseThrow()
          .getKey();
    }

    /** The greatest distance. */
    public double error() {
      return byArchitecture.get(worst()).error();
    }

    /** Images of all architectures. */
    public int images() {
      return byArchitecture.values().stream().mapToInt(LogitDistance::images).sum();
    }

    /** Those for which both rank the same class first. */
    public int sameFirst() {
      return byArchitecture.values().stream().mapToInt(LogitDistance::sameFirst).sum();
    }

    /** Those for which both rank the same five first, in the same order. */
    public int sameFive() {
      return byArchitecture.values().stream().mapToInt(LogitDistance::sameFive).sum();
    }

    /** True for the reference and an engine. */
    public boolean withReference() {
      return first.equals(REFERENCE);
    }
  }

  /** Compares all. */
  public static EngineAgreement of(List<MeasuredLogits> logits) {
    List<Configuration> all = logits.stream().map(MeasuredLogits::place).distinct().toList();
    ConfigurationNames places = ConfigurationNames.of(all);
    List<String> names = new ArrayList<>(List.of(REFERENCE));
    all.forEach(place -> names.add(places.name(place)));
    List<Pair> pairs = new ArrayList<>();
    for (Configuration place : all) {
      pairs.add(new Pair(REFERENCE, places.name(place), reference(at(logits, place))));
    }
    for (int i = 0; i < all.size(); i++) {
      for (int j = i + 1; j < all.size(); j++) {
        Map<String, LogitDistance> distances =
            engines(at(logits, all.get(i)), at(logits, all.get(j)));
        pairs.add(new Pair(places.name(all.get(i)), places.name(all.get(j)), distances));
      }
    }
    pairs.removeIf(pair -> pair.byArchitecture().isEmpty());
    return new EngineAgreement(names, pairs);
  }

  /** Over some of the architectures, without the engines that computed none of them. */
  public EngineAgreement among(Predicate<String> architecture) {
    List<Pair> some =
        pairs.stream()
            .map(
                pair ->
                    new Pair(
                        pair.first(), pair.second(), among(architecture, pair.byArchitecture())))
            .filter(pair -> !pair.byArchitecture().isEmpty())
            .toList();
    return new EngineAgreement(
        names.stream()
            .filter(
                name ->
                    some.stream()
                        .anyMatch(pair -> pair.first().equals(name) || pair.second().equals(name)))
            .toList(),
        some);
  }

  /** The values of some architectures, in their order. */
  static <T> Map<String, T> among(Predicate<String> architecture, Map<String, T> all) {
    Map<String, T> some = new LinkedHashMap<>(all);
    some.keySet().removeIf(architecture.negate());
    return some;
  }

  /** The pair of these two, in either order. */
  public Optional<Pair> pair(String one, String other) {
    return pairs.stream()
        .filter(
            pair ->
                (pair.first().equals(one) && pair.second().equals(other))
                    || (pair.first().equals(other) && pair.second().equals(one)))
        .findFirst();
  }

  private static List<MeasuredLogits> at(List<MeasuredLogits> logits, Configuration place) {
    return logits.stream().filter(one -> one.place().equals(place)).toList();
  }

  private static Map<String, LogitDistance> reference(List<MeasuredLogits> all) {
    Map<String, LogitDistance> distances = new LinkedHashMap<>();
    for (MeasuredLogits one : all) {
      float[] reference = one.logits().keras();
      distances.put(
          one.architecture(),
          LogitDistance.of(reference, one.logits().engine(), reference, one.logits().images()));
    }
    return distances;
  }

  private static Map<String, LogitDistance> engines(
      List<MeasuredLogits> firsts, List<MeasuredLogits> seconds) {
    Map<String, LogitDistance> distances = new LinkedHashMap<>();
    for (MeasuredLogits first : firsts) {
      for (MeasuredLogits second : seconds) {
        if (first.architecture().equals(second.architecture()) && first.comparesWith(second)) {
          distances.put(
              first.architecture(),
              LogitDistance.of(
                  first.logits().engine(),
                  second.logits().engine(),
                  first.logits().keras(),
                  first.logits().images()));
        }
      }
    }
    return distances;
  }
}
