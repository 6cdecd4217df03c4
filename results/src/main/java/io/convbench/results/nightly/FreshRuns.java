package io.convbench.results.nightly;

import io.convbench.results.comparison.RunFigures;
import java.io.IOException;
import java.util.List;

/** Measures suspicious cells of a night again. */
@FunctionalInterface
public interface FreshRuns {

  /**
   * Runs each cell by itself.
   *
   * @param cells names, the surest suspicions first
   * @param round counted from 1; every cell is measured at most once a round
   * @return the run of each
   * @throws IOException when a run cannot be kept
   * @throws InterruptedException when the user stopped it
   */
  List<RunFigures> of(List<String> cells, int round) throws IOException, InterruptedException;
}
