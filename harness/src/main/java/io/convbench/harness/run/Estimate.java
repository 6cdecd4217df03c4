package io.convbench.harness.run;

import io.convbench.harness.cell.Cell;
import io.convbench.harness.cell.Measurement;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Collection;
import java.util.Deque;
import java.util.HashMap;
import java.util.Map;
import java.util.function.ToDoubleFunction;

/**
 * How long a run still takes: what each of its cells is expected to take, corrected by how long
 * those took that have ended. Measurements are corrected apart, as timing takes the time that it is
 * told to on any machine, and an evaluation does not. Used by two threads.
 */
final class Estimate {

  /** Weight, in expected seconds, of what all cells say against what those of one kind do. */
  private static final double PRIOR_SECONDS = 3;

  /** From this part of a cell on, its own speed says more than the expectation. */
  private static final double TELLING = 0.02;

  /** Expected and real seconds of cells that have ended. */
  private static final class Experience {
    private double expected;
    private double real;

    private void add(double expectedSeconds, double realSeconds) {
      expected += expectedSeconds;
      real += realSeconds;
    }

    /** Real seconds for an expected one. */
    private double ratio(double prior) {
      return (real + PRIOR_SECONDS * prior) / (expected + PRIOR_SECONDS);
    }
  }

  private final ToDoubleFunction<Cell> expectedSeconds;
  private final Clock clock;
  private final Deque<Cell> open;
  private double totalExpected;
  private final Experience all = new Experience();
  private final Map<Measurement, Experience> byMeasurement = new HashMap<>();
  private double doneExpected;
  private double shownFraction;
  private int endedCells;
  private Cell current;
  private Instant start;
  private double fraction;

  /**
   * @param cells to be measured, in their order
   * @param expectedSeconds of one cell, on a machine of middling speed
   */
  Estimate(Collection<Cell> cells, ToDoubleFunction<Cell> expectedSeconds, Clock clock) {
    this.open = new ArrayDeque<>(cells);
    this.expectedSeconds = expectedSeconds;
    this.clock = clock;
    this.totalExpected = cells.stream().mapToDouble(expectedSeconds).sum();
  }

  /** A cell took so long in an earlier part of the run. */
  synchronized void experienced(Cell cell, double seconds) {
    double expected = expectedSeconds.applyAsDouble(cell);
    all.add(expected, seconds);
    experience(cell).add(expected, seconds);
  }

  /**
   * Other cells are still to be measured than those of which it knew.
   *
   * @param cells in their order, without the current one
   */
  synchronized void expects(Collection<Cell> cells) {
    open.clear();
    open.addAll(cells);
    double current = this.current == null ? 0 : expectedSeconds.applyAsDouble(this.current);
    totalExpected = doneExpected + current + cells.stream().mapToDouble(expectedSeconds).sum();
  }

  /** Seconds that a cell is expected to take, by what others took. */
  synchronized double seconds(Cell cell) {
    return expectedSeconds.applyAsDouble(cell) * experienceOf(cell).ratio(all.ratio(1));
  }

  /** Cells that have ended. */
  synchronized int endedCells() {
    return endedCells;
  }

  /** Cells that have ended or are to be measured. */
  synchronized int cells() {
    return endedCells + open.size() + (current == null ? 0 : 1);
  }

  /** A cell is not measured once more. */
  synchronized void drops(Cell cell) {
    if (open.remove(cell)) {
      totalExpected -= expectedSeconds.applyAsDouble(cell);
    }
  }

  /** A cell begins; while one that was not planned is measured, the part that is done stands. */
  synchronized void starts(Cell cell) {
    if (!open.remove(cell)) {
      totalExpected += expectedSeconds.applyAsDouble(cell);
    }
    current = cell;
    start = clock.instant();
    fraction = 0;
  }

  /** So much of the current cell is done, from 0 to 1. */
  synchronized void reached(double part) {
    fraction = Math.max(fraction, part);
  }

  /** The current cell has ended. */
  synchronized void ended() {
    double expected = expectedSeconds.applyAsDouble(current);
    all.add(expected, secondsInCell());
    experience(current).add(expected, secondsInCell());
    doneExpected += expected;
    endedCells++;
    current = null;
  }

  /** Part of the run that is done, from 0 to 1; it never falls. */
  synchronized double fraction() {
    double inCell = current == null ? 0 : fraction * expectedSeconds.applyAsDouble(current);
    double done = totalExpected > 0 ? (doneExpected + inCell) / totalExpected : 1;
    shownFraction = Math.max(shownFraction, done);
    return shownFraction;
  }

  /** Time that the run still takes. */
  synchronized Duration left() {
    double seconds = open.stream().mapToDouble(this::seconds).sum();
    if (current != null) {
      double byExpectation = Math.max(0, seconds(current) - secondsInCell());
      seconds += fraction >= TELLING ? secondsInCell() * (1 - fraction) / fraction : byExpectation;
    }
    return Duration.ofMillis(Math.round(1000 * seconds));
  }

  /** What the current cell says of those of its kind, before it has ended. */
  private Experience experienceOf(Cell cell) {
    Experience ended = experience(cell);
    boolean telling =
        current != null && fraction >= TELLING && current.measurement().equals(cell.measurement());
    if (!telling) {
      return ended;
    }
    Experience withCurrent = new Experience();
    withCurrent.add(ended.expected, ended.real);
    withCurrent.add(fraction * expectedSeconds.applyAsDouble(current), secondsInCell());
    return withCurrent;
  }

  private Experience experience(Cell cell) {
    return byMeasurement.computeIfAbsent(cell.measurement(), id -> new Experience());
  }

  private double secondsInCell() {
    return Duration.between(start, clock.instant()).toMillis() / 1000.0;
  }
}
