package io.convbench.reports.decision;

import io.convbench.results.history.Candidate;
import io.convbench.results.selection.Constraint.Limit;
import io.convbench.results.selection.Constraint.Relation;
import io.convbench.results.selection.Estimate;
import io.convbench.results.selection.Metric;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * Round limits at which the answer may change: some candidate surely meets each, and not all do.
 */
final class Budgets {

  private static final int MOST_LATENCIES = 3;
  private static final int MOST_SIZES = 2;

  /** A tail is asked about where so many of those that were timed have a bound for it. */
  private static final double MOSTLY = 0.8;

  private final List<Candidate> candidates;

  Budgets(List<Candidate> candidates) {
    this.candidates = List.copyOf(candidates);
  }

  /** Of latency and of memory; of MACs where nothing was timed. */
  List<Limit> typical() {
    List<Limit> limits = new ArrayList<>();
    Optional<Metric> latency = latency();
    latency.ifPresent(metric -> limits.addAll(of(metric, MOST_LATENCIES)));
    memory().ifPresent(metric -> limits.addAll(of(metric, MOST_SIZES)));
    if (latency.isEmpty()) {
      limits.addAll(of(Metric.MACS, MOST_LATENCIES));
    }
    return limits;
  }

  /** The farthest tail that has a bound for most; the median where none has; empty if untimed. */
  Optional<Metric> latency() {
    long timed = bounded(Metric.P50);
    return Stream.of(Metric.P99, Metric.P90)
        .filter(metric -> bounded(metric) >= MOSTLY * Math.max(1, timed))
        .findFirst()
        .or(() -> having(Metric.P50) > 0 ? Optional.of(Metric.P50) : Optional.empty());
  }

  /** Of the device where it has memory of its own. */
  Optional<Metric> memory() {
    return Stream.of(Metric.GPU_MEMORY, Metric.MEMORY, Metric.MODEL_MEMORY)
        .filter(metric -> having(metric) > 0)
        .findFirst();
  }

  private List<Limit> of(Metric metric, int most) {
    double[] ends =
        estimates(metric).flatMapToDouble(one -> one.high().stream()).sorted().toArray();
    if (ends.length == 0) {
      return List.of();
    }
    List<Double> steps =
        steps(metric)
            .filter(step -> step >= ends[0] && step < ends[ends.length - 1])
            .boxed()
            .toList();
    int count = Math.min(most, steps.size());
    return IntStream.range(0, count)
        .mapToObj(i -> steps.get((2 * i + 1) * steps.size() / (2 * count)))
        .map(step -> new Limit(metric, Relation.AT_MOST, step))
        .toList();
  }

  /** Bytes double; others go by 1, 2, 5. */
  private static DoubleStream steps(Metric metric) {
    double factor = Scale.of(metric).factor();
    return metric.unit() == Metric.MEMORY.unit()
        ? IntStream.range(0, 24).mapToDouble(i -> factor * Math.pow(2, i))
        : IntStream.range(-3, 6)
            .boxed()
            .flatMapToDouble(i -> DoubleStream.of(1, 2, 5).map(n -> factor * n * Math.pow(10, i)));
  }

  private long bounded(Metric metric) {
    return estimates(metric).filter(one -> one.high().isPresent()).count();
  }

  private long having(Metric metric) {
    return estimates(metric).count();
  }

  private Stream<Estimate> estimates(Metric metric) {
    return candidates.stream().map(metric::of).flatMap(Optional::stream);
  }
}
