package io.convbench.results.nightly;

import io.convbench.results.comparison.CellFigure;
import io.convbench.results.nightly.Series.Scope;
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

  /** How often a figure, or what it is part of, had changed by a night. */
  int of(CellFigure figure, int night) {
    int levels = of(figure.key(), night);
    for (String pool : PooledSeries.keysOf(figure)) {
      levels += of(pool, night);
    }
    return levels;
  }

  /** How often all latencies had. */
  int ofSuite(CellFigure figure, int night) {
    return of(PooledSeries.keyOf(figure, Scope.SUITE), night);
  }

  /** How often those of its engine had. */
  int ofEngine(CellFigure figure, int night) {
    return of(PooledSeries.keyOf(figure, Scope.ENGINE), night);
  }

  private int of(String key, int night) {
    return starts.getOrDefault(key, new TreeSet<>()).headSet(night, true).size();
  }
}
