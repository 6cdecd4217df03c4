package io.convbench.results.comparison;

import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * A run compared with a baseline, figure by figure.
 *
 * @param baseline what it is compared with
 * @param run what is compared
 * @param figures those that both have, in the order of the run
 * @param appeared names of cells that the baseline does not have
 * @param vanished names of cells that the run does not have
 * @param drifts how the machine's speed changed, by the name of the calibration
 * @param across what differs between the runs and was to be ignored
 * @param repeats how many runs thresholds were learnt from; 0 for none
 * @param rules the thresholds
 */
public record Comparison(
    RunFigures baseline,
    RunFigures run,
    List<FigureComparison> figures,
    Set<String> appeared,
    Set<String> vanished,
    Map<String, Drift> drifts,
    List<String> across,
    int repeats,
    ComparisonRules rules) {

  public Comparison {
    figures = List.copyOf(figures);
    appeared = Collections.unmodifiableSet(new TreeSet<>(appeared));
    vanished = Collections.unmodifiableSet(new TreeSet<>(vanished));
    drifts = Collections.unmodifiableMap(new TreeMap<>(drifts));
    across = List.copyOf(across);
  }

  /** Figures of a verdict. */
  public List<FigureComparison> of(ChangeVerdict verdict) {
    return figures.stream().filter(one -> one.verdict() == verdict).toList();
  }

  /** What became worse. */
  public List<FigureComparison> regressions() {
    return figures.stream().filter(FigureComparison::regression).toList();
  }

  /** What became better. */
  public List<FigureComparison> improvements() {
    return figures.stream().filter(FigureComparison::improvement).toList();
  }
}
