package io.convbench.harness.engine;

import io.convbench.harness.modelfile.Precision;

/**
 * How a model is run.
 *
 * @param engine by which
 * @param device on which all of it computes
 * @param batch images per forward pass, at least 1
 * @param precision of weights and computation
 * @param threads intra-op threads, at least 1
 */
public record Execution(
    Engine engine, ComputeDevice device, int batch, Precision precision, int threads) {

  /**
   * @throws IllegalArgumentException when there is no image or no thread
   */
  public Execution {
    if (batch < 1 || threads < 1) {
      throw new IllegalArgumentException(
          "batch %s with %s threads: each must be 1 or more".formatted(batch, threads));
    }
  }

  /** The same with another batch. */
  public Execution withBatch(int images) {
    return new Execution(engine, device, images, precision, threads);
  }

  /** The same with another number of threads. */
  public Execution withThreads(int count) {
    return new Execution(engine, device, batch, precision, count);
  }
}
