package io.convbench.reports.transfer;

import io.convbench.reports.evidence.ClassNames;
import io.convbench.reports.evidence.Evidence;
import io.convbench.reports.evidence.MeasuredAccuracy;
import io.convbench.results.Column;
import io.convbench.results.Row;
import io.convbench.results.history.Candidate;
import io.convbench.results.history.History;
import io.convbench.results.history.Observation;
import io.convbench.results.statistics.McNemar;
import io.convbench.results.transfer.CutAccuracy;
import io.convbench.results.transfer.DepthChoice;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A dataset of a person's own, with the networks that were measured on the same held-out images of
 * it at the same place.
 *
 * @param name of its folder
 * @param networks at least one, each with predictions of the same images
 */
public record LearnedDataset(String name, List<LearnedNetwork> networks) {

  public LearnedDataset {
    networks = List.copyOf(networks);
  }

  /** All that a history has; what has no predictions is left out, as the evidence says. */
  public static List<LearnedDataset> of(History history, Evidence evidence) {
    Map<Row, MeasuredAccuracy> accuracies = new HashMap<>();
    evidence.predicted().forEach(one -> accuracies.put(one.row(), one));
    Map<List<Object>, List<LearnedNetwork>> groups = new LinkedHashMap<>();
    for (Observation one : history.observations()) {
      MeasuredAccuracy accuracy = accuracies.get(one.row());
      if (accuracy != null && one.row().text(Column.LAYER).isPresent()) {
        groups
            .computeIfAbsent(
                List.of(
                    one.row().text(Column.DATASET).orElse(""),
                    one.row().text(Column.DATASET_SHA256).orElse(""),
                    one.row().text(Column.SPLIT).orElse(""),
                    one.configuration().untimed(),
                    accuracy.predictions().orElseThrow().files()),
                key -> new ArrayList<>())
            .add(new LearnedNetwork(one, accuracy, timed(one, history)));
      }
    }
    return groups.entrySet().stream()
        .map(group -> new LearnedDataset((String) group.getKey().get(0), group.getValue()))
        .toList();
  }

  private static Optional<Candidate> timed(Observation one, History history) {
    return history.candidates().stream()
        .filter(candidate -> candidate.architecture().equals(one.architecture()))
        .filter(candidate -> candidate.configuration().computesAs(one.configuration()))
        .filter(Candidate::hasUsableLatency)
        .filter(candidate -> candidate.configuration().batch() == 1)
        .min(
            Comparator.comparingDouble(
                candidate -> candidate.number(Column.LATENCY_P50_MS).orElseThrow()));
  }

  /** Names of its classes. */
  public ClassNames classes() {
    return networks.get(0).accuracy().ownNames().orElse(new ClassNames(List.of()));
  }

  /** The most accurate; of equal ones the cheapest. */
  public LearnedNetwork best() {
    return networks.stream()
        .max(
            Comparator.comparingDouble((LearnedNetwork one) -> one.accuracy().top1())
                .thenComparing(Comparator.comparingDouble(this::cost).reversed()))
        .orElseThrow();
  }

  /** The cheapest of those that McNemar's test does not tell from the best. */
  public LearnedNetwork taken() {
    LearnedNetwork best = best();
    return networks.stream()
        .filter(one -> !against(one).tellsApart() || one.equals(best))
        .min(Comparator.comparingDouble(this::cost))
        .orElseThrow();
  }

  /** The best against another. */
  public McNemar against(LearnedNetwork other) {
    return best().predictions().mcNemar(other.predictions());
  }

  /** True where latency says what a network costs. */
  public boolean timed() {
    return networks.stream().allMatch(one -> one.latencyMillis().isPresent());
  }

  private double cost(LearnedNetwork one) {
    return one.cost(timed());
  }

  /**
   * The networks of each architecture that was cut at several layers, from the shallowest; features
   * as they are, of which depth is a question.
   */
  public Map<String, List<LearnedNetwork>> depths() {
    Map<String, List<LearnedNetwork>> depths = new LinkedHashMap<>();
    networks.stream()
        .filter(one -> !one.isTuned())
        .sorted(Comparator.comparingLong(LearnedNetwork::macs))
        .forEach(
            one -> depths.computeIfAbsent(one.architecture(), key -> new ArrayList<>()).add(one));
    depths.values().removeIf(all -> all.size() < 2);
    return depths;
  }

  /** How deep to cut an architecture; empty where it was cut at one layer alone. */
  public Optional<DepthChoice> depth(String architecture) {
    return Optional.ofNullable(depths().get(architecture))
        .map(
            all ->
                DepthChoice.of(
                    all.stream()
                        .map(one -> new CutAccuracy(one.layer(), one.macs(), one.predictions()))
                        .toList()));
  }
}
