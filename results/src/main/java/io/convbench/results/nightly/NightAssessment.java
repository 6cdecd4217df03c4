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

  /**
   * How often a suspicious cell is measured again: all such cells once, then those once more that
   * are suspicious still, as a machine is slow for minutes.
   */
  public static final int FRESH_RUNS = NightRules.FRESH_RUNS;

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
   * The same after fresh runs: of the suspicions those are changes that the fresh runs share. One
   * that was not looked into, or by too few valid runs, stays a suspicion until a later night.
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
        confirmed.add(state.suspicious("not measured again: " + state.reason()));
      } else if (now.finding() == Finding.CHANGED
          && now.regression() == state.change().orElseThrow().regression()) {
        confirmed.add(now);
      } else if (now.finding() == Finding.SUSPICIOUS && !now.series().last().enoughFresh()) {
        confirmed.add(state.suspicious("too few fresh runs are valid: " + state.reason()));
      } else {
        confirmed.add(now.steady("fresh runs did not confirm: " + state.reason()));
      }
    }
    return new NightAssessment(fresh.night(), confirmed, moved, vanished);
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
    return of(Finding.CHANGED).stream().map(SeriesState::change).flatMap(Optional::stream).toList();
  }
}
