package io.convbench.results.selection;

import io.convbench.results.Column;
import io.convbench.results.history.Candidate;
import io.convbench.results.history.Configuration;
import io.convbench.results.history.History;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.function.Function;

/**
 * The candidates between which latency and accuracy decide: of one batch, on one machine, by one
 * convbench, of every architecture the fastest of engines and threads. Latencies that are not valid
 * are no choice.
 *
 * @param shared what all have in common; open in what differs
 * @param among the configurations of which these are the fastest
 * @param fastest one an architecture
 * @param batchesLeft batches between the smallest and the largest, of which no choice is made
 */
public record LatencyChoice(
    Configuration shared,
    List<Configuration> among,
    List<Candidate> fastest,
    List<Long> batchesLeft) {

  public LatencyChoice {
    among = List.copyOf(among);
    fastest = List.copyOf(fastest);
    batchesLeft = List.copyOf(batchesLeft);
  }

  /** The choices of the smallest and of the largest batch, by machine and versions. */
  public static List<LatencyChoice> of(History history) {
    Map<Configuration, List<Candidate>> groups = new LinkedHashMap<>();
    for (Candidate candidate : history.candidates()) {
      if (candidate.hasUsableLatency()) {
        Configuration key = key(candidate.configuration(), history.configurations());
        groups.computeIfAbsent(key, any -> new ArrayList<>()).add(candidate);
      }
    }
    List<LatencyChoice> choices = new ArrayList<>();
    groups.values().forEach(group -> ofBatches(group, choices));
    return choices;
  }

  /** True when there was anything to choose the fastest of. */
  public boolean chosen() {
    return among.size() > 1;
  }

  private static void ofBatches(List<Candidate> group, List<LatencyChoice> choices) {
    TreeSet<Long> batches = new TreeSet<>();
    group.forEach(one -> batches.add(one.configuration().batch()));
    TreeSet<Long> ends = new TreeSet<>(List.of(batches.first(), batches.last()));
    List<Long> left = batches.stream().filter(batch -> !ends.contains(batch)).toList();
    for (long batch : ends) {
      choices.add(
          of(group.stream().filter(one -> one.configuration().batch() == batch).toList(), left));
    }
  }

  private static LatencyChoice of(List<Candidate> candidates, List<Long> left) {
    Map<String, Candidate> fastest = new LinkedHashMap<>();
    for (Candidate candidate : candidates) {
      fastest.merge(candidate.architecture(), candidate, LatencyChoice::faster);
    }
    List<Configuration> among =
        candidates.stream().map(Candidate::configuration).distinct().toList();
    Configuration shared = among.get(0);
    shared = alike(among, Configuration::engine) ? shared : shared.anyEngine();
    shared = alike(among, Configuration::threads) ? shared : shared.anyThreads();
    return new LatencyChoice(shared, among, List.copyOf(fastest.values()), left);
  }

  /** Versions of one engine are compared, not chosen between. */
  private static Configuration key(Configuration one, List<Configuration> all) {
    boolean versions =
        all.stream()
            .filter(other -> other.engine().equals(one.engine()))
            .filter(other -> other.device().equals(one.device()))
            .anyMatch(other -> !other.engineVersion().equals(one.engineVersion()));
    return versions ? one.untimed() : one.anyEngine().untimed();
  }

  private static boolean alike(List<Configuration> all, Function<Configuration, Object> value) {
    return all.stream().map(value).distinct().count() == 1;
  }

  private static Candidate faster(Candidate one, Candidate other) {
    return Comparator.comparingDouble(LatencyChoice::median).compare(one, other) <= 0 ? one : other;
  }

  private static double median(Candidate one) {
    return one.number(Column.LATENCY_P50_MS).orElseThrow();
  }
}
