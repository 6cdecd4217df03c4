package io.convbench.harness.engine;

import io.convbench.harness.modelfile.Precision;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * How a model is run.
 *
 * @param engine by which
 * @param device on which all of it computes
 * @param batch images per forward pass, at least 1
 * @param precision of weights and computation
 * @param threads intra-op threads, at least 1
 * @param autotune how it chooses among cuDNN's algorithms; empty on the processor
 */
public record Execution(
    Engine engine,
    ComputeDevice device,
    int batch,
    Precision precision,
    int threads,
    Optional<CudnnAutotune> autotune) {

  /**
   * @throws IllegalArgumentException when there is no image or no thread, or the processor is to
   *     choose among cuDNN's algorithms or a GPU is not
   */
  public Execution {
    if (batch < 1 || threads < 1) {
      throw new IllegalArgumentException(
          "batch %s with %s threads: each must be 1 or more".formatted(batch, threads));
    }
    if (device.isGpu() != autotune.isPresent()) {
      throw new IllegalArgumentException("%s with autotune %s".formatted(device, autotune));
    }
  }

  /** The same with cuDNN's algorithms chosen as the engine does unasked. */
  public Execution(
      Engine engine, ComputeDevice device, int batch, Precision precision, int threads) {
    this(
        engine,
        device,
        batch,
        precision,
        threads,
        device.isGpu() ? Optional.of(engine.usualAutotune()) : Optional.empty());
  }

  /**
   * Environment variables of a JVM that runs it, in place of {@link Tf32#VARIABLES}: by them what a
   * row calls fp32 is fp32 with any engine, and what it calls tf32 is not fp32.
   */
  public Map<String, String> environment() {
    return environment(System.getenv());
  }

  /** The same in a shell with these variables. */
  Map<String, String> environment(Map<String, String> shell) {
    Map<String, String> variables = new TreeMap<>();
    if (!device.isGpu()) {
      variables.putAll(engine.environmentOnProcessors());
      variables.keySet().removeAll(shell.keySet());
    }
    variables.putAll(Tf32.environment(precision));
    autotune.ifPresent(how -> variables.putAll(engine.environment(how)));
    return variables;
  }

  /** System properties of such a JVM. */
  public Map<String, String> properties() {
    Map<String, String> properties = new TreeMap<>(engine.properties(threads));
    autotune.ifPresent(how -> properties.putAll(engine.properties(how)));
    return properties;
  }

  /** The same with another batch. */
  public Execution withBatch(int images) {
    return new Execution(engine, device, images, precision, threads, autotune);
  }

  /** The same with another number of threads. */
  public Execution withThreads(int count) {
    return new Execution(engine, device, batch, precision, count, autotune);
  }
}
