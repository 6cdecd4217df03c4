package io.convbench.harness.engine;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.convbench.harness.modelfile.Precision;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** Defaults and settings as the engines' manuals and sources name them. */
class CudnnAutotuneTest {

  private static final ComputeDevice GPU = ComputeDevice.named("gpu:0");

  @Test
  void isWhatTheEngineDoesUnasked() {
    assertEquals(Optional.of(CudnnAutotune.OFF), unasked("pytorch").autotune());
    assertEquals(Optional.of(CudnnAutotune.ON), unasked("onnxruntime").autotune());
    assertEquals(Optional.of(CudnnAutotune.ON), unasked("tensorflow").autotune());
  }

  @Test
  void isSetInTheJvmOfTheEngine() {
    assertEquals("false", unasked("pytorch").properties().get("ai.djl.pytorch.cudnn_benchmark"));
    assertEquals(
        "true",
        asked("pytorch", CudnnAutotune.ON).properties().get("ai.djl.pytorch.cudnn_benchmark"));
    assertEquals("1", unasked("tensorflow").environment().get("TF_CUDNN_USE_AUTOTUNE"));
    assertEquals(
        "0", asked("tensorflow", CudnnAutotune.OFF).environment().get("TF_CUDNN_USE_AUTOTUNE"));
    // Beside what else decides how it computes.
    assertEquals("0", unasked("tensorflow").environment().get("NVIDIA_TF32_OVERRIDE"));
    assertEquals("1", unasked("pytorch").properties().get("ai.djl.pytorch.num_interop_threads"));
  }

  @Test
  void cannotBeTurnedOffInOnnxRuntime() {
    assertEquals(
        Optional.of("onnxruntime cannot turn cuDNN's autotune off"),
        Engines.named("onnxruntime").unsupported(CudnnAutotune.OFF));
    assertEquals(Optional.empty(), Engines.named("onnxruntime").unsupported(CudnnAutotune.ON));
    assertEquals(Optional.empty(), Engines.named("pytorch").unsupported(CudnnAutotune.ON));
    assertEquals(Optional.empty(), Engines.named("tensorflow").unsupported(CudnnAutotune.OFF));
  }

  @Test
  void isNothingOnTheProcessor() {
    Execution cpu =
        new Execution(Engines.named("pytorch"), ComputeDevice.CPU, 1, Precision.FP32, 1);

    assertEquals(Optional.empty(), cpu.autotune());
    assertEquals(null, cpu.properties().get("ai.djl.pytorch.cudnn_benchmark"));
    assertThrows(
        IllegalArgumentException.class,
        () ->
            new Execution(
                cpu.engine(), cpu.device(), 1, Precision.FP32, 1, Optional.of(CudnnAutotune.ON)));
  }

  private static Execution unasked(String engine) {
    return new Execution(Engines.named(engine), GPU, 1, Precision.FP32, 1);
  }

  private static Execution asked(String engine, CudnnAutotune autotune) {
    return new Execution(Engines.named(engine), GPU, 1, Precision.FP32, 1, Optional.of(autotune));
  }
}
