package io.convbench.harness.engine;

import ai.djl.engine.EngineException;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import io.convbench.harness.gpu.NvidiaSmi;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Optional;

/** Starts an engine without a model, for what the bare engine costs and which version it is. */
public final class EngineProbe {

  private static final int SIDE = 64;

  private EngineProbe() {}

  /** As {@link #start(Engine, ComputeDevice)}, for a model that is to be run so. */
  public static String start(Execution execution) throws IOException {
    return start(execution.engine(), execution.device());
  }

  /**
   * The same, and checks that the engine computes the model, which may load it once: not for
   * processes whose own load or memory is measured.
   *
   * @throws EngineException when it would leave all of the model to another
   */
  public static String start(Execution execution, Path modelFile) throws IOException {
    String version = start(execution);
    execution.engine().requireComputing(modelFile, execution.device());
    return version;
  }

  /**
   * Loads the engine's natives and computes one small product on the device, so that its allocator
   * and threads exist; an engine without operators only stores an array and reads it back.
   *
   * @return DJL's and the native library's version, e.g. {@code DJL 0.36.0, PyTorch 2.7.1}
   * @throws IOException when the library does not state its version
   */
  public static String start(Engine engine, ComputeDevice device) throws IOException {
    ai.djl.engine.Engine djl = ai.djl.engine.Engine.getEngine(engine.djlName());
    try (NDManager manager = djl.newBaseManager(device.djl())) {
      float[] ones = new float[SIDE * SIDE];
      Arrays.fill(ones, 1);
      NDArray array = manager.create(ones, new Shape(SIDE, SIDE));
      if (engine.hasOperators()) {
        check(engine, SIDE, array.matMul(array));
      } else {
        check(engine, 1, array);
      }
    }
    return "DJL %s, %s %s"
        .formatted(ai.djl.engine.Engine.getDjlVersion(), engine.djlName(), engine.version(djl));
  }

  private static void check(Engine engine, float expected, NDArray array) {
    float first = array.toFloatArray()[0];
    if (first != expected) {
      throw new EngineException(
          "%s returns %s for %s: its natives do not work here"
              .formatted(engine.id(), first, expected));
    }
  }

  /**
   * CUDA devices that the engine can compute on; starts the engine. DJL counts them by CUDA's
   * runtime library alone, so the engine is asked whether it has CUDA at all.
   */
  public static CudaDevices gpus(Engine engine) {
    ai.djl.engine.Engine djl = ai.djl.engine.Engine.getEngine(engine.djlName());
    int seen = NvidiaSmi.onPath().seenGpus().size();
    Optional<String> without = engine.withoutCuda(djl);
    return without.isEmpty()
        ? new CudaDevices(Math.max(djl.getGpuCount(), seen), "")
        : new CudaDevices(0, seen > 0 ? without.get() : "");
  }
}
