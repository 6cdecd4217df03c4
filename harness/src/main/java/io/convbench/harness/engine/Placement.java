package io.convbench.harness.engine;

import ai.djl.engine.EngineException;
import ai.djl.ndarray.NDArray;
import io.convbench.harness.gpu.DeviceMemory;
import java.io.IOException;
import java.nio.file.Path;
import org.apache.commons.io.file.PathUtils;

/**
 * Whether a model computes on the GPU that it was asked to, looked at once, after the first pass:
 * an engine that can, says where its result is; and the model's weights must have come into the
 * GPU's memory. On the processor there is nothing else to compute on, since the JVM sees no GPU.
 */
final class Placement {

  private final Engine engine;
  private final ComputeDevice device;
  private final long modelBytes;
  private final DeviceMemory memory;
  private boolean checked;

  private Placement(Engine engine, ComputeDevice device, long modelBytes, DeviceMemory memory) {
    this.engine = engine;
    this.device = device;
    this.modelBytes = modelBytes;
    this.memory = memory;
    this.checked = !device.isGpu();
  }

  /** Looks at the device before a model is loaded. */
  static Placement before(Engine engine, ComputeDevice device, Path modelFile) throws IOException {
    return device.isGpu()
        ? new Placement(engine, device, PathUtils.sizeOf(modelFile), DeviceMemory.ofOnlyGpu())
        : new Placement(engine, device, 0, DeviceMemory.NONE);
  }

  /** Looks at the device after a pass; only the first time. */
  void check(NDArray result) {
    if (checked) {
      return;
    }
    checked = true;
    if (engine.tellsPlacement() && !result.getDevice().isGpu()) {
      throw new EngineException(
          "%s computed on %s, not on %s".formatted(engine.id(), result.getDevice(), device));
    }
    requireGrown(engine.id(), device, modelBytes, memory.grown(), engine.tellsPlacement());
  }

  /**
   * The memory of the whole device refutes no engine that has said where it computed: another
   * process may have left it meanwhile.
   *
   * @param modelBytes of the model file, nearly all of them weights
   * @param grown bytes of device memory since before it was loaded
   * @param told whether the engine has said where it computed
   * @throws EngineException when the weights cannot be there
   */
  static void requireGrown(
      String engine,
      ComputeDevice device,
      long modelBytes,
      DeviceMemory.Reading grown,
      boolean told) {
    if (told && !grown.source().equals(DeviceMemory.PROCESS)) {
      return;
    }
    if (grown.bytes().isEmpty()) {
      throw new EngineException(
          "cannot tell whether %s computes on %s: nvidia-smi does not answer"
              .formatted(engine, device));
    }
    if (grown.bytes().getAsLong() < modelBytes / 2) {
      throw new EngineException(
          "%s does not compute on %s: its memory grew by %s bytes, the model has %s"
              .formatted(engine, device, grown.bytes().getAsLong(), modelBytes));
    }
  }
}
