package io.convbench.harness.engine;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;

/** Starts an engine without a model, for what the bare engine costs and which version it is. */
public final class EngineProbe {

  private EngineProbe() {}

  /**
   * Loads the engine's natives and computes one small product, so that its allocator and threads
   * exist.
   *
   * @return DJL's and the native library's version, e.g. {@code DJL 0.36.0, PyTorch 2.7.1}
   */
  public static String start(Engine engine) {
    ai.djl.engine.Engine djl = ai.djl.engine.Engine.getEngine(engine.djlName());
    try (NDManager manager = djl.newBaseManager()) {
      NDArray ones = manager.ones(new ai.djl.ndarray.types.Shape(64, 64));
      float product = ones.matMul(ones).toFloatArray()[0];
      if (product != 64f) {
        throw new IllegalStateException(
            "%s computes 64 x 1 x 1 = %s: its natives do not work here"
                .formatted(engine.id(), product));
      }
    }
    return "DJL %s, %s %s"
        .formatted(ai.djl.engine.Engine.getDjlVersion(), engine.djlName(), djl.getVersion());
  }

  /** CUDA devices that the engine sees; starts the engine. */
  public static int gpus(Engine engine) {
    return ai.djl.engine.Engine.getEngine(engine.djlName()).getGpuCount();
  }
}
