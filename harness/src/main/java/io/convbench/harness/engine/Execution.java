package io.convbench.harness.engine;

import io.convbench.harness.modelfile.Precision;
import java.util.Map;

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

  /**
   * Environment variables of a JVM that runs it, in place of {@link Tf32#VARIABLES}: by them what a
   * row calls fp32 is fp32 with any engine, and what it calls tf32 is not fp32.
   */
  public Map<String, String> environment() {
    return Tf32.environment(precision);
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
