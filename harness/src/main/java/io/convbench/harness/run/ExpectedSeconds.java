package io.convbench.harness.run;

import io.convbench.harness.cell.Cell;
import io.convbench.harness.measurement.Measurements;
import io.convbench.suites.architecture.Architectures;
import io.convbench.suites.cost.Cost;
import java.util.HashMap;
import java.util.Map;
import java.util.function.ToDoubleFunction;

/**
 * What a cell takes on a machine of middling speed. Only the proportions matter: {@link Estimate}
 * corrects for the machine.
 */
final class ExpectedSeconds implements ToDoubleFunction<Cell> {

  /** JVM, engine and natives. */
  private static final double START = 3;

  /** Writing a model file's bytes and loading them. */
  private static final double BYTES_PER_SECOND = 1e8;

  private static final double MACS_PER_SECOND = 3e10;
  private static final double COST_SECONDS = 1;
  private static final int PASSES = 3;

  private final RunSettings settings;
  private final int images;
  private final Map<String, Cost> costs = new HashMap<>();

  /**
   * @param images to be scored in a cell that scores images
   */
  ExpectedSeconds(RunSettings settings, int images) {
    this.settings = settings;
    this.images = images;
  }

  @Override
  public double applyAsDouble(Cell cell) {
    if (!cell.usesEngine()) {
      return COST_SECONDS;
    }
    Cost cost =
        costs.computeIfAbsent(
            cell.architecture(), name -> Cost.of(Architectures.named(name).graph()));
    double image = cost.macs() / MACS_PER_SECOND;
    double ready = START + Float.BYTES * cost.parameters() / BYTES_PER_SECOND;
    if (Measurements.named(cell.measurement()).usesImages()) {
      return ready + images * image;
    }
    double passes = PASSES * cell.batch() * image;
    return timed(cell)
        ? ready
            + START
            + passes
            + settings.latency().warmupSeconds()
            + settings.latency().measureSeconds()
        : ready + passes;
  }

  private static boolean timed(Cell cell) {
    return cell.measurement().equals("latency");
  }
}
