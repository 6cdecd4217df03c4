package io.convbench.harness.engine;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.convbench.harness.gpu.SampleGpus;
import io.convbench.harness.modelfile.Precision;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** In what GPUs compute, by the compute capabilities in NVIDIA's tables. */
class HardwareTest {

  private static final Hardware GPUS =
      new Hardware(
          List.of(),
          List.of(
              SampleGpus.gpu(0, "GPU-a", "Tesla T4", 7.5),
              SampleGpus.gpu(1, "GPU-b", "NVIDIA A10G", 8.6),
              SampleGpus.gpu(2, "GPU-c", "NVIDIA A100", 8.0)));

  @Test
  void doesNotPassOffEmulationAsBf16() {
    assertEquals(
        Optional.of("Tesla T4 has compute capability 7.5 and would emulate bf16, which needs 8.0"),
        lacks("pytorch", "gpu:0", Precision.BF16));
  }

  @Test
  void triesWhatTheGpuComputesIn() {
    assertEquals(Optional.empty(), lacks("pytorch", "gpu:1", Precision.BF16));
    assertEquals(Optional.empty(), lacks("pytorch", "gpu:2", Precision.BF16));
    assertEquals(Optional.empty(), lacks("tensorflow", "gpu:0", Precision.FP16));
    assertEquals(Optional.empty(), lacks("onnxruntime", "gpu:0", Precision.FP16));
    assertEquals(Optional.empty(), lacks("onnxruntime", "gpu:0", Precision.FP32));
  }

  /** A T4 computes in fp32 where TF32 is allowed, and does not say so. */
  @Test
  void doesNotPassOffFp32AsTf32() {
    String reason =
        "Tesla T4 has compute capability 7.5 and would compute in fp32, not in tf32, which needs"
            + " 8.0";
    for (String engine : List.of("pytorch", "onnxruntime", "tensorflow")) {
      assertEquals(Optional.of(reason), lacks(engine, "gpu:0", Precision.TF32));
      assertEquals(Optional.empty(), lacks(engine, "gpu:2", Precision.TF32));
    }
    assertEquals(
        Optional.of(
            "cannot tell whether gpu:3 has TF32: nvidia-smi does not tell its compute"
                + " capability"),
        lacks("pytorch", "gpu:3", Precision.TF32));
  }

  @Test
  void knowsThatOnnxFilesHaveNoBf16OnGpusEither() {
    assertEquals(
        Optional.of("ONNX files of opset 17 have no convolution in bf16"),
        lacks("onnxruntime", "gpu:1", Precision.BF16));
  }

  private static Optional<String> lacks(String engine, String device, Precision precision) {
    return Engines.named(engine).unsupported(ComputeDevice.named(device), precision, GPUS);
  }
}
