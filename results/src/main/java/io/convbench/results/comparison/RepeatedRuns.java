package io.convbench.results.comparison;

import io.convbench.results.statistics.ModeratedVariance;
import io.convbench.results.statistics.ModeratedVariance.Sample;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What repeated runs of one version (A/A) say of chance: how much each figure varies from run to
 * run, the machine's drift taken out. Variances of few runs are moderated by those of all cells of
 * the metric.
 */
final class RepeatedRuns {

  private static final int FEWEST_RUNS = 2;

  private final Map<String, Sample> samples = new LinkedHashMap<>();
  private final Map<Metric, ModeratedVariance> priors = new LinkedHashMap<>();

  private RepeatedRuns() {}

  static RepeatedRuns of(List<RunFigures> runs) {
    RepeatedRuns repeats = new RepeatedRuns();
    if (runs.size() < FEWEST_RUNS) {
      return repeats;
    }
    Map<String, List<Double>> logs = new LinkedHashMap<>();
    Map<String, Metric> metrics = new LinkedHashMap<>();
    RunFigures first = runs.get(0);
    Map<String, CellFigure> firsts = first.byKey();
    for (RunFigures run : runs) {
      for (CellFigure figure : run.figures()) {
        if (figure.ok() && figure.value().getAsDouble() > 0 && firsts.containsKey(figure.key())) {
          double factor =
              figure.metric().rule() == Metric.Rule.ROUNDS
                  ? Drift.between(first, run, firsts.get(figure.key()), figure).factor()
                  : 1;
          metrics.put(figure.key(), figure.metric());
          logs.computeIfAbsent(figure.key(), key -> new ArrayList<>())
              .add(Math.log(figure.value().getAsDouble() * factor));
        }
      }
    }
    logs.forEach(
        (key, values) -> {
          if (values.size() > 1) {
            repeats.samples.put(
                key, Sample.of(values.stream().mapToDouble(Double::doubleValue).toArray()));
          }
        });
    for (Metric metric : Metric.values()) {
      repeats.priors.put(
          metric,
          ModeratedVariance.of(
              repeats.samples.entrySet().stream()
                  .filter(one -> metrics.get(one.getKey()) == metric)
                  .map(Map.Entry::getValue)
                  .toList()));
    }
    return repeats;
  }

  /**
   * Half the width of the 95 % interval of the logarithm of a ratio of two runs of one version;
   * empty where the figure was not repeated.
   */
  Optional<Double> halfWidth(CellFigure figure) {
    return Optional.ofNullable(samples.get(figure.key()))
        .map(
            sample -> {
              ModeratedVariance prior = priors.get(figure.metric());
              return prior.t(sample) * Math.sqrt(2 * prior.of(sample));
            });
  }
}
