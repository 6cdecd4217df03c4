package io.convbench.harness.run;

import io.convbench.harness.cell.Cell;
import io.convbench.results.Row;

/** Tells a person how far a run is. */
public interface Progress extends AutoCloseable {

  /** Images are being decoded for an input side; told again and again. */
  void prepares(int side, long done, long total);

  /**
   * A cell is about to be measured, planned or not.
   *
   * @param turn which of its processes is next, e.g. {@code round 2 of 3}; empty for the only one
   */
  void starts(Cell cell, String turn);

  /** A cell's process in words; the turn as above. */
  static String name(Cell cell, String turn) {
    return turn.isEmpty() ? cell.toString() : cell + ", " + turn;
  }

  /** So much of a cell is done, from 0 to 1; told again and again. */
  void reached(Cell cell, double fraction);

  /** A cell has its row, with the verdict as far as it is known. */
  void ended(Cell cell, Row row);

  @Override
  void close();
}
