package io.convbench.results.selection;

import io.convbench.results.history.Candidate;
import java.util.Collections;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;

/**
 * A candidate under a question.
 *
 * @param candidate an architecture in a configuration
 * @param figures all that it has, as far as the question takes them
 * @param fits one a constraint, in the question's order
 */
public record Assessed(Candidate candidate, Map<Metric, Estimate> figures, List<Fit> fits) {

  public Assessed {
    figures = Collections.unmodifiableMap(new EnumMap<>(figures));
    fits = List.copyOf(fits);
  }

  /** The worst of its fits; it meets no constraint at all. */
  public Fit fit() {
    return fits.stream().reduce(Fit.MEETS, Fit::or);
  }

  /** The figure, which every candidate has of the metrics that take part. */
  public Estimate figure(Metric metric) {
    return find(metric).orElseThrow();
  }

  /** The figure; empty where there is none. */
  public Optional<Estimate> find(Metric metric) {
    return Optional.ofNullable(figures.get(metric));
  }

  /** The worst fit of all constraints but one. */
  Fit fitWithout(int constraint) {
    return IntStream.range(0, fits.size())
        .filter(i -> i != constraint)
        .mapToObj(fits::get)
        .reduce(Fit.MEETS, Fit::or);
  }
}
