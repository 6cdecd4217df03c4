package io.convbench.harness.cell;

import io.convbench.suites.architecture.Architecture;
import io.convbench.suites.cost.Cost;
import java.util.function.Function;

/**
 * What a cell's parts take on a machine of middling speed, of which a measurement adds up its own.
 * Only the proportions matter: a run's estimate corrects for the machine.
 *
 * @param cell to be measured
 * @param latency how long passes are timed
 * @param images to be scored where images are scored
 * @param costs of architectures at their own input size
 */
public record Workload(
    Cell cell, LatencySettings latency, int images, Function<Architecture, Cost> costs) {

  /** JVM, engine and natives. */
  public static final double START_SECONDS = 3;

  /** Writing a model file's bytes and loading them. */
  private static final double BYTES_PER_SECOND = 1e8;

  private static final double MACS_PER_SECOND = 3e10;

  /** From the start of a JVM to a loaded model. */
  public double loadSeconds() {
    return START_SECONDS + Float.BYTES * cost().parameters() / BYTES_PER_SECOND;
  }

  /** So many forward passes of the cell's batch. */
  public double passSeconds(int passes) {
    return imageSeconds(passes * cell.running().batch());
  }

  /** Forward passes of all images that are scored. */
  public double scoringSeconds() {
    return imageSeconds(images);
  }

  private double imageSeconds(int count) {
    return count * (cost().macs() / MACS_PER_SECOND);
  }

  private Cost cost() {
    return costs.apply(cell.architecture());
  }
}
