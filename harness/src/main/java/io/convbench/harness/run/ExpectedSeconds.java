package io.convbench.harness.run;

import io.convbench.harness.cell.Cell;
import io.convbench.harness.cell.LatencySettings;
import io.convbench.harness.cell.Workload;
import io.convbench.suites.architecture.Architecture;
import io.convbench.suites.cost.Cost;
import java.util.HashMap;
import java.util.Map;
import java.util.function.ToDoubleFunction;

/** What a cell takes on a machine of middling speed, as its measurement says. */
final class ExpectedSeconds implements ToDoubleFunction<Cell> {

  private final LatencySettings latency;
  private final int images;
  private final Map<String, Cost> costs = new HashMap<>();

  /**
   * @param latency how long to time
   * @param images to be scored in a cell that scores images
   */
  ExpectedSeconds(LatencySettings latency, int images) {
    this.latency = latency;
    this.images = images;
  }

  @Override
  public double applyAsDouble(Cell cell) {
    return cell.measurement().expectedSeconds(new Workload(cell, latency, images, this::cost));
  }

  private Cost cost(Architecture architecture) {
    return costs.computeIfAbsent(architecture.name(), name -> Cost.of(architecture.graph()));
  }
}
