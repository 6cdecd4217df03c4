package io.convbench.harness.run;

import io.convbench.harness.cell.Cell;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Random;

/**
 * In which order each round times its cells: drawn from a seed, so that what drifts during a run
 * favours no architecture and no engine, and the same again for the same seed.
 *
 * @param seed as it stands in the rows
 */
record RoundOrder(long seed) {

  /** Of a run, whose id is another for every run. */
  static RoundOrder ofRun(String runId) {
    return new RoundOrder(runId.hashCode());
  }

  /**
   * The order of one round.
   *
   * @param round from 1
   * @param cells in any order
   */
  List<Cell> draw(int round, Collection<Cell> cells) {
    List<Cell> order = new ArrayList<>(cells);
    order.sort(Comparator.comparing(Cell::id));
    Collections.shuffle(order, new Random(seed + round));
    return order;
  }
}
