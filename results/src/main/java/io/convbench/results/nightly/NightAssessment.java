package io.convbench.results.nightly;

import io.convbench.results.comparison.RunFigures;
import io.convbench.results.nightly.SeriesState.Finding;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/**
 * What the newest night says.
 *
 * @param night the night
 * @param states of all its series
 * @param moved calibrations that moved beyond what is usual, with their shift; then the night's
 *     verdict is 'environment'
 * @param vanished cells of the night before that this one does not have
 */
public record NightAssessment(
    Night night, List<SeriesState> states, Map<String, Double> moved, Set<String> vanished) {

  public NightAssessment {
    states = List.copyOf(states);
    moved = Collections.unmodifiableMap(new LinkedHashMap<>(moved));
    vanished = Collections.unmodifiableSet(new TreeSet<>(vanished));
  }

  /** States of a finding. */
  public List<SeriesState> of(Finding finding) {
    return states.stream().filter(state -> state.finding() == finding).toList();
  }

  /** Changes to the worse. */
  public List<SeriesState> regressions() {
    return states.stream().filter(SeriesState::regression).toList();
  }

  /** Changes that fresh runs have to confirm. */
  public List<SeriesState> suspicions() {
    return states.stream().filter(SeriesState::canBeConfirmed).toList();
  }

  /**
   * The same after fresh runs: of the suspicions those stay that the fresh runs share. One that was
   * not looked into stays none until a later night.
   *
   * @param fresh the same night with its confirmations
   */
  public NightAssessment confirmedBy(NightAssessment fresh) {
    Map<String, SeriesState> after = new LinkedHashMap<>();
    fresh.states().forEach(state -> after.put(state.series().key(), state));
    Set<String> again = new TreeSet<>();
    for (RunFigures run : fresh.night().confirmations()) {
      run.figures().forEach(figure -> again.add(figure.key()));
    }
    List<SeriesState> confirmed = new ArrayList<>();
    for (SeriesState state : states) {
      SeriesState now = after.get(state.series().key());
      if (!state.canBeConfirmed()) {
        confirmed.add(state);
      } else if (!again.contains(state.series().key())) {
        confirmed.add(state.steady("suspicious, not measured again: " + state.reason()));
      } else if (now.finding() == Finding.CHANGED
          && now.regression() == state.regression()
          && shares(fresh.night(), now)) {
        confirmed.add(now);
      } else {
        confirmed.add(now.steady("suspicious, fresh runs did not confirm it: " + state.reason()));
      }
    }
    return new NightAssessment(fresh.night(), confirmed, moved, vanished);
  }

  /** True where the fresh run alone lies nearer to the new level than to the one before. */
  private static boolean shares(Night night, SeriesState state) {
    double ratio = state.change().orElseThrow().ratio();
    double newest = state.series().last().figure().value().orElse(0);
    return night.confirmations().stream()
        .flatMap(run -> run.figures().stream())
        .filter(figure -> figure.key().equals(state.series().key()) && figure.ok())
        .allMatch(
            figure -> {
              double of = figure.value().getAsDouble() / newest * ratio;
              return Math.abs(Math.log(of)) > Math.abs(Math.log(ratio)) / 2 && of > 1 == ratio > 1;
            });
  }

  /**
   * The cells of suspicions, those of the largest changes first.
   *
   * @param most how many
   */
  public static List<String> largestFirst(List<SeriesState> suspicions, int most) {
    return suspicions.stream()
        .sorted(
            Comparator.comparingDouble(
                state -> -Math.abs(Math.log(state.change().orElseThrow().ratio()))))
        .map(state -> state.series().last().figure().cell())
        .distinct()
        .limit(most)
        .toList();
  }

  /** True when the machine was not itself. */
  public boolean environment() {
    return !moved.isEmpty();
  }

  /** The changes that were found. */
  public List<Change> changes() {
    return states.stream().map(SeriesState::change).flatMap(Optional::stream).toList();
  }
}
