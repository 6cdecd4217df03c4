package io.convbench.results.nightly;

import io.convbench.results.comparison.CellFigure;
import io.convbench.results.nightly.Series.Scope;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableSet;
import java.util.TreeSet;

/**
 * The levels that changes found so far divide a history into. What is usual on one of them is not
 * on the next.
 */
final class FoundLevels {

  /** The nights, by their places in the history, on which a series has a new level. */
  private final Map<String, NavigableSet<Integer>> starts = new HashMap<>();

  private FoundLevels() {}

  static FoundLevels of(List<Night> nights) {
    Map<String, Integer> places = new HashMap<>();
    for (int i = 0; i < nights.size(); i++) {
      places.put(nights.get(i).id(), i);
    }
    FoundLevels levels = new FoundLevels();
    for (Night night : nights) {
      for (Change change : night.changes()) {
        Integer place = places.get(change.since());
        if (place != null) {
          levels.starts.computeIfAbsent(change.key(), key -> new TreeSet<>()).add(place);
        }
      }
    }
    return levels;
  }

  /** The nights on which a figure, or what it is part of, has a new level. */
  NavigableSet<Integer> startsOf(CellFigure figure) {
    NavigableSet<Integer> own = new TreeSet<>();
    PooledSeries.changeKeys(figure).forEach(key -> own.addAll(of(key)));
    return own;
  }

  /** How often all latencies had changed by a night. */
  int ofSuite(CellFigure figure, int night) {
    return of(PooledSeries.keyOf(figure, Scope.SUITE), night);
  }

  /** How often those of its engine had. */
  int ofEngine(CellFigure figure, int night) {
    return of(PooledSeries.keyOf(figure, Scope.ENGINE), night);
  }

  private int of(String key, int night) {
    return of(key).headSet(night, true).size();
  }

  private NavigableSet<Integer> of(String key) {
    return starts.getOrDefault(key, Collections.emptyNavigableSet());
  }
}
