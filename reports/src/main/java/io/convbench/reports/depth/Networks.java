package io.convbench.reports.depth;

import io.convbench.results.Column;
import io.convbench.results.history.Candidate;
import io.convbench.results.history.History;
import io.convbench.results.selection.LatencyChoice;
import java.math.BigDecimal;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Set;

/**
 * A history's networks of which the depth is known.
 *
 * @param all the shallowest first
 * @param latency from which their latencies are taken: of the smallest batch on the first machine
 * @param timed whether anything was timed, valid or not
 */
public record Networks(List<Candidate> all, Optional<LatencyChoice> latency, boolean timed) {

  /** Families of the networks in {@link IlsvrcEntry}; Inception is GoogLeNet's. */
  private static final Set<String> WINNERS = Set.of("AlexNet", "VGG", "Inception", "ResNet");

  public Networks {
    all = List.copyOf(all);
  }

  /** Those of a history; none unless winners' families are there in two depths or more. */
  public static Networks of(History history) {
    List<Candidate> all =
        history.architectures().stream()
            .filter(one -> one.has(Column.DEPTH))
            .sorted(Comparator.comparingInt(Networks::depth))
            .toList();
    boolean telling =
        all.stream().filter(Networks::isWinners).map(Networks::depth).distinct().count() > 1;
    return new Networks(
        telling ? all : List.of(),
        LatencyChoice.of(history).stream().findFirst(),
        history.candidates().stream().anyMatch(one -> one.has(Column.LATENCY_P50_MS)));
  }

  /** True when the history has nothing to tell of depth. */
  public boolean isEmpty() {
    return all.isEmpty();
  }

  /** The network of this name. */
  public Optional<Candidate> find(String architecture) {
    return all.stream().filter(one -> one.architecture().equals(architecture)).findFirst();
  }

  /** The network in its fastest configuration; empty where none was timed. */
  public Optional<Candidate> fastest(Candidate network) {
    return latency.stream()
        .flatMap(choice -> choice.fastest().stream())
        .filter(one -> one.architecture().equals(network.architecture()))
        .findFirst();
  }

  /** The median of a forward pass in the network's fastest configuration. */
  public OptionalDouble latencyMillis(Candidate network) {
    return fastest(network)
        .map(one -> one.number(Column.LATENCY_P50_MS))
        .orElse(OptionalDouble.empty());
  }

  /** Convolutions and dense layers on the longest path. */
  public static int depth(Candidate network) {
    return (int) network.number(Column.DEPTH).orElseThrow();
  }

  /** True of a network of a winner's family. */
  public static boolean isWinners(Candidate network) {
    return WINNERS.contains(network.family());
  }

  /** True when its accuracy was measured here, false when what is known of it was published. */
  public static boolean isMeasured(Candidate network) {
    return network.has(Column.TOP1);
  }

  /** The top-1 error, measured where it was measured, else published; a fraction. */
  public static OptionalDouble top1Error(Candidate network) {
    return error(network, Column.TOP1, Column.PUBLISHED_TOP1);
  }

  /** The top-5 error likewise. */
  public static OptionalDouble top5Error(Candidate network) {
    return error(network, Column.TOP5, Column.PUBLISHED_TOP5);
  }

  private static OptionalDouble error(Candidate network, Column measured, Column published) {
    OptionalDouble accuracy = network.number(isMeasured(network) ? measured : published);
    return accuracy.isPresent()
        ? OptionalDouble.of(
            BigDecimal.ONE.subtract(BigDecimal.valueOf(accuracy.getAsDouble())).doubleValue())
        : OptionalDouble.empty();
  }
}
