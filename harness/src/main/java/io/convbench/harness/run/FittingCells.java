package io.convbench.harness.run;

import io.convbench.harness.cell.Cell;
import io.convbench.harness.cell.Measurement;
import io.convbench.harness.engine.Execution;
import io.convbench.harness.measurement.Measurements;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Predicate;

/**
 * Which of a run's cells fit into its budget. First come all measurements at the first batch, in
 * the order in which a run takes them (cost, conformance, latency, ...), each of all architectures
 * on the first engine before the next one; then further batches. A cell that no longer fits is left
 * out, and cheaper ones behind it may still fit. The choice is made again whenever a cell has
 * ended, because estimates are corrected by what cells really took.
 */
final class FittingCells {

  private final Optional<Budget> budget;
  private final Optional<Budget> again;
  private final Estimate estimate;
  private final Clock clock;
  private final Instant start;

  /** That have neither begun nor been found settled, the most important first. */
  private final Set<Cell> open;

  /** For which there was no time to time them once more. */
  private final Set<Cell> notAgain = new LinkedHashSet<>();

  /** Of the open ones, those that fit; empty optional when a cell has ended since. */
  private Optional<Set<Cell>> chosen = Optional.empty();

  /**
   * The clock of the budget starts.
   *
   * @param budget of all cells
   * @param within of further rounds and repeats where all cells have no budget
   * @param open cells to be measured, in the plan's order
   * @param estimate of what cells take, which is told which ones fit
   */
  FittingCells(
      Optional<Budget> budget,
      Optional<Budget> within,
      List<Cell> open,
      Estimate estimate,
      Clock clock) {
    this.budget = budget;
    this.again = budget.or(() -> within);
    this.estimate = estimate;
    this.clock = clock;
    this.start = clock.instant();
    this.open = new LinkedHashSet<>(budget.isPresent() ? byImportance(open) : List.of());
  }

  /**
   * The cells, the most important first.
   *
   * @param cells in the plan's order; each counts once, in however many rounds it is timed
   */
  static List<Cell> byImportance(List<Cell> cells) {
    List<Cell> sorted = new ArrayList<>(new LinkedHashSet<>(cells));
    Map<Cell, Integer> batches = new HashMap<>();
    Map<List<Object>, Integer> seen = new HashMap<>();
    Map<Optional<Execution>, Integer> places = new HashMap<>();
    for (Cell cell : sorted) {
      Optional<Execution> place = place(cell);
      places.putIfAbsent(place, places.size());
      batches.put(
          cell,
          seen.merge(
              List.of(cell.row().network(), place, cell.measurement(), cell.scenario()),
              1,
              Integer::sum));
    }
    List<Measurement> order = Measurements.all();
    // Stable, so that architectures stay in the plan's order.
    sorted.sort(
        Comparator.<Cell>comparingInt(batches::get)
            .thenComparingInt(cell -> order.indexOf(cell.measurement()))
            .thenComparingInt(cell -> places.get(place(cell))));
    return sorted;
  }

  /** On what a cell runs, whatever its batch. */
  private static Optional<Execution> place(Cell cell) {
    return cell.execution().map(how -> how.withBatch(1));
  }

  /** Whether a cell is to be measured now; it then is no longer open. */
  boolean take(Cell cell) {
    if (budget.isEmpty()) {
      return true;
    }
    boolean fits = fitting().contains(cell);
    if (fits) {
      settled(cell);
    }
    return fits;
  }

  /**
   * The most important open cell that fits, which then is no longer open: where others took less
   * than expected, ones that were left out fit after all.
   *
   * @param settled cells that have their row by now and are not to be measured
   */
  Optional<Cell> next(Predicate<Cell> settled) {
    if (open.removeIf(settled)) {
      chosen = Optional.empty();
    }
    Optional<Cell> next = fitting().stream().findFirst();
    next.ifPresent(this::settled);
    return next;
  }

  /** Whether there is still time to time a cell once more than all others. */
  boolean takeAgain(Cell cell) {
    boolean fits =
        again.map(this::secondsLeft).map(left -> estimate.seconds(cell) <= left).orElse(true);
    if (!fits) {
      notAgain.add(cell);
      estimate.drops(cell);
    }
    return fits;
  }

  private void settled(Cell cell) {
    open.remove(cell);
    // It takes time from now on.
    chosen = Optional.empty();
  }

  private Set<Cell> fitting() {
    if (chosen.isEmpty()) {
      chosen = Optional.of(choose());
    }
    return chosen.get();
  }

  private Set<Cell> choose() {
    if (budget.isEmpty()) {
      return Set.of();
    }
    double left = secondsLeft(budget.orElseThrow());
    Set<Cell> fitting = new LinkedHashSet<>();
    for (Cell cell : open) {
      double seconds = estimate.seconds(cell);
      if (seconds <= left) {
        left -= seconds;
        fitting.add(cell);
      }
    }
    estimate.expects(fitting);
    return fitting;
  }

  private double secondsLeft(Budget budget) {
    Duration elapsed = Duration.between(start, clock.instant());
    return budget.time().minus(elapsed).toMillis() / 1000.0;
  }

  /** What is expected to fit and what not, in lines of their own; empty without a budget. */
  String remarks() {
    if (budget.isEmpty()) {
      return "";
    }
    Set<Cell> fitting = fitting();
    List<Cell> others = new ArrayList<>(open);
    others.removeAll(fitting);
    if (fitting.isEmpty() && !open.isEmpty()) {
      double least = open.stream().mapToDouble(estimate::seconds).min().getAsDouble();
      return "Budget %s: none of %s cell%s fits; the shortest is expected to take %s.%n"
              .formatted(
                  budget.get(),
                  open.size(),
                  open.size() == 1 ? "" : "s",
                  TimeText.of(Duration.ofSeconds((long) Math.ceil(least))))
          + "Left out unless others take less than expected:%n".formatted()
          + named(others);
    }
    return "Budget %s: %s of %s cells fit, which are expected to take %s.%n"
            .formatted(budget.get(), fitting.size(), open.size(), TimeText.of(estimate.left()))
        + (others.isEmpty()
            ? ""
            : "Left out unless others take less than expected:%n".formatted() + named(others));
  }

  /** Why a cell has no row yet: the same words for all, which are counted by them. */
  String reason() {
    return "did not fit --budget %s: --resume measures it".formatted(budget.orElseThrow());
  }

  /** What was left out, in lines of their own; empty when nothing was. */
  String leftOut() {
    return open.isEmpty()
        ? ""
        : "Left out by --budget %s, to be measured by --resume: %s cell%s%n"
                .formatted(budget.orElseThrow(), open.size(), open.size() == 1 ? "" : "s")
            + named(open);
  }

  /** For how many cells there was no time left to time them again; empty for none. */
  String notTimedAgain() {
    return notAgain.isEmpty()
        ? ""
        : "Not timed again, to end within %s: %s cell%s; --resume does it.%n"
            .formatted(again.orElseThrow(), notAgain.size(), notAgain.size() == 1 ? "" : "s");
  }

  /** A line for each measurement in each configuration, with its architectures. */
  private static String named(Collection<Cell> cells) {
    Map<String, Set<String>> lines = new LinkedHashMap<>();
    for (Cell cell : cells) {
      String architecture = cell.row().network();
      lines
          .computeIfAbsent(
              cell.toString().substring(architecture.length() + 1), key -> new TreeSet<>())
          .add(architecture);
    }
    StringBuilder text = new StringBuilder();
    lines.forEach(
        (what, architectures) ->
            text.append("  %s: %s%n".formatted(what, String.join(", ", architectures))));
    return text.toString();
  }
}
