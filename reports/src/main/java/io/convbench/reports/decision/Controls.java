package io.convbench.reports.decision;

import io.convbench.results.history.Candidate;
import io.convbench.results.history.History;
import io.convbench.results.selection.Metric;
import io.convbench.results.selection.Metric.Goal;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * What a reader can ask for.
 *
 * @param objectives by which candidates are ranked
 * @param costs that an axis can have
 * @param limits those that are asked for first
 * @param moreLimits the others
 * @param machines of which one is chosen; one at least
 * @param filters of which any are chosen; only where there is a choice
 * @param measuredOnly true when only what was measured here counts unless the reader asks
 */
public record Controls(
    List<Option> objectives,
    List<Option> costs,
    List<Slider> limits,
    List<Slider> moreLimits,
    List<String> machines,
    List<Filter> filters,
    boolean measuredOnly) {

  private static final Set<Metric> FIRST =
      Set.of(Metric.TOP1, Metric.P50, Metric.P99, Metric.MEMORY, Metric.PARAMETERS);

  /**
   * A metric to choose.
   *
   * @param selected true for the one that is asked for unless the reader chooses
   */
  public record Option(String id, String label, boolean selected) {}

  /**
   * A limit between the least and the largest value.
   *
   * @param relation in words
   * @param unit behind its value
   */
  public record Slider(
      String id, String label, String relation, String unit, double least, double largest) {}

  /** Values of a trait. */
  public record Filter(String id, String label, List<Value> values) {

    /** So many that nobody unchecks all but one. */
    private static final int MANY = 5;

    /** True when all are to be chosen or left out at once. */
    public boolean many() {
      return values.size() >= MANY;
    }
  }

  /**
   * A value of a trait.
   *
   * @param chosen true unless the reader has to ask for it
   */
  public record Value(String text, boolean chosen) {}

  static Controls of(History history) {
    List<Candidate> all = history.candidates();
    Budgets budgets =
        new Budgets(Place.of(history).stream().flatMap(one -> one.candidates().stream()).toList());
    List<Metric> metrics =
        Stream.of(Metric.values()).filter(metric -> !values(metric, all).isEmpty()).toList();
    Optional<Metric> cost =
        budgets.latency().or(() -> metrics.stream().filter(one -> one == Metric.MACS).findFirst());
    return new Controls(
        options(metrics.stream(), Optional.of(Metric.TOP1)),
        options(metrics.stream().filter(one -> one.goal() == Goal.LEAST), cost),
        sliders(metrics, all, true),
        sliders(metrics, all, false),
        all.stream().map(Place::machine).distinct().toList(),
        Stream.of(
                filter("engine", "Engine", all, one -> one.configuration().engine()),
                filter("device", "Device", all, one -> one.configuration().device()),
                filter("precision", "Precision", all, one -> one.configuration().precision()),
                filter("batch", "Batch", all, Controls::batch),
                filter("threads", "Threads", all, Controls::threads),
                filter("family", "Family", all, Candidate::family))
            .filter(filter -> filter.values().size() > 1)
            .toList(),
        Advisor.measuredOnly(all));
  }

  static String batch(Candidate one) {
    return positive(one.configuration().batch());
  }

  static String threads(Candidate one) {
    return positive(one.configuration().threads());
  }

  private static String positive(long number) {
    return number > 0 ? Long.toString(number) : "";
  }

  private static List<Option> options(Stream<Metric> metrics, Optional<Metric> selected) {
    return metrics
        .map(
            one ->
                new Option(
                    one.id(),
                    "%s, %s".formatted(one.label(), Scale.of(one).unit()),
                    selected.equals(Optional.of(one))))
        .toList();
  }

  private static List<Slider> sliders(List<Metric> metrics, List<Candidate> all, boolean first) {
    return metrics.stream()
        .filter(metric -> FIRST.contains(metric) == first)
        .map(metric -> slider(metric, values(metric, all)))
        .toList();
  }

  private static Slider slider(Metric metric, List<Double> values) {
    Scale scale = Scale.of(metric);
    return new Slider(
        metric.id(),
        metric.label(),
        metric.goal() == Goal.LEAST ? "at most" : "at least",
        scale.unit(),
        values.stream().filter(value -> value > 0).min(Double::compare).orElse(1.0)
            / scale.factor(),
        values.stream().max(Double::compare).orElseThrow() / scale.factor());
  }

  private static List<Double> values(Metric metric, List<Candidate> all) {
    return all.stream()
        .flatMap(one -> metric.of(one).stream())
        .flatMap(
            one ->
                Stream.of(
                    one.value(), one.low().orElse(one.value()), one.high().orElse(one.value())))
        .toList();
  }

  private static Filter filter(
      String id, String label, List<Candidate> all, Function<Candidate, String> trait) {
    Set<String> values =
        all.stream()
            .map(trait)
            .filter(text -> !text.isEmpty())
            .collect(Collectors.toCollection(LinkedHashSet::new));
    List<String> sorted =
        id.equals("batch") || id.equals("threads")
            ? values.stream()
                .sorted((a, b) -> Long.compare(Long.parseLong(a), Long.parseLong(b)))
                .toList()
            : List.copyOf(values);
    // Latencies of different batches are not of one thing.
    boolean one = id.equals("batch");
    return new Filter(
        id,
        label,
        sorted.stream().map(text -> new Value(text, !one || text.equals(sorted.get(0)))).toList());
  }
}
