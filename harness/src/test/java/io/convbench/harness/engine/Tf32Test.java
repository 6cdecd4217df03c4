package io.convbench.harness.engine;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.convbench.harness.modelfile.Precision;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** The variables and their meanings are those of NVIDIA's and PyTorch's manuals. */
class Tf32Test {

  @Test
  void isOffInEveryOtherPrecision() {
    for (Precision precision : Precision.values()) {
      boolean off = "0".equals(environment(precision).get("NVIDIA_TF32_OVERRIDE"));
      assertEquals(precision != Precision.TF32, off, precision.id());
    }
    assertEquals("0", environment(Precision.FP32).get("TORCH_ALLOW_TF32_CUBLAS_OVERRIDE"));
  }

  /** Engines then decide by their defaults, which allow it, but for PyTorch's dense layers. */
  @Test
  void isAllowedInDenseLayersToo() {
    assertEquals(Map.of("TORCH_ALLOW_TF32_CUBLAS_OVERRIDE", "1"), environment(Precision.TF32));
  }

  @Test
  void knowsAllVariablesThatItSets() {
    for (Precision precision : Precision.values()) {
      assertTrue(Tf32.VARIABLES.containsAll(environment(precision).keySet()), precision.id());
    }
  }

  private static Map<String, String> environment(Precision precision) {
    return new Execution(Engines.named("pytorch"), ComputeDevice.named("gpu:0"), 1, precision, 1)
        .environment();
  }
}
