package io.convbench.results.nightly;

import io.convbench.results.nightly.SeriesState.Finding;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
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

  /**
   * The same with what fresh runs say of its suspicions so far. What they say of others counts as
   * little as in {@link #confirmedBy}: cells that are slow themselves may be all that was measured
   * again of an engine, which is not slow for that.
   *
   * @param fresh the same night with its confirmations
   */
  NightAssessment lookedInto(NightAssessment fresh) {
    Map<String, SeriesState> after = byKey(fresh);
    List<SeriesState> seen = new ArrayList<>();
    for (SeriesState state : states) {
      seen.add(state.canBeConfirmed() ? after.get(state.series().key()) : state);
    }
    return new NightAssessment(fresh.night(), seen, moved, vanished);
  }

  private static Map<String, SeriesState> byKey(NightAssessment night) {
    Map<String, SeriesState> byKey = new LinkedHashMap<>();
    night.states().forEach(state -> byKey.put(state.series().key(), state));
    return byKey;
  }

  /**
   * The same after fresh runs: of the suspicions those are changes that the fresh runs share. One
   * that was not looked into, or that they could not tell, stays a suspicion until a later night.
   *
   * @param fresh the same night with its confirmations
   */
  NightAssessment confirmedBy(NightAssessment fresh) {
    Map<String, SeriesState> after = byKey(fresh);
    List<SeriesState> confirmed = new ArrayList<>();
    for (SeriesState state : states) {
      SeriesState now = after.get(state.series().key());
      if (!state.canBeConfirmed()) {
        confirmed.add(state);
      } else if (now.series().last().freshRuns() == 0) {
        confirmed.add(state.suspicious("not measured again: " + state.reason()));
      } else if (now.finding() == Finding.CHANGED
          && now.regression() == state.change().orElseThrow().regression()) {
        confirmed.add(now);
      } else if (now.finding() == Finding.SUSPICIOUS) {
        boolean enough = now.series().last().enoughFresh();
        String why = enough ? "fresh runs do not tell yet: " : "too few fresh runs are valid: ";
        confirmed.add(now.suspicious(why + now.reason()));
      } else {
        confirmed.add(now.steady("fresh runs did not confirm: " + state.reason()));
      }
    }
    return new NightAssessment(fresh.night(), confirmed, moved, vanished);
  }

  /** The same with one alarm for what several series share, that of the series of most cells. */
  NightAssessment withoutRepeats() {
    List<SeriesState> once = new ArrayList<>();
    for (SeriesState state : states) {
      once.add(
          states.stream()
              .filter(state::isPartOf)
              .max(Comparator.comparingInt(common -> common.series().cells().size()))
              .map(state::sharedWith)
              .orElse(state));
    }
    return new NightAssessment(night, once, moved, vanished);
  }

  /**
   * The cells that fresh runs, or more of them, have to tell of, those of the surest suspicions
   * first. The cells of a suspicion are taken all or not at all, but for the first suspicion: of
   * more than can be measured some are drawn, the same every time, to stand for all.
   *
   * @param most how many
   * @param round of fresh runs, from 1: what an engine's cells or all share needs fewer, as it has
   *     many cells
   */
  List<String> suspiciousCells(int most, int round) {
    Set<String> cells = new LinkedHashSet<>();
    states.stream()
        .filter(SeriesState::isOpen)
        .filter(state -> round <= NightRules.freshRuns(state.series().scope()))
        .filter(
            state ->
                states.stream().noneMatch(common -> !common.isOpen() && state.isPartOf(common)))
        .sorted(
            Comparator.comparingDouble(
                (SeriesState state) -> -state.change().orElseThrow().sureness()))
        .forEach(
            state -> {
              List<String> own = new ArrayList<>(state.series().cells());
              if (cells.isEmpty() && own.size() > most) {
                Collections.shuffle(own, new Random(own.size()));
                own = own.subList(0, most);
              }
              Set<String> more = new LinkedHashSet<>(cells);
              more.addAll(own);
              if (more.size() <= most) {
                cells.addAll(own);
              }
            });
    return List.copyOf(cells);
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
