package io.convbench.harness.engine;

import io.convbench.harness.modelfile.Precision;
import java.util.Map;
import java.util.Set;

/**
 * Whether NVIDIA's libraries may compute products of float32 numbers in TF32. By default PyTorch
 * lets them in convolutions but not in dense layers, ONNX Runtime and TensorFlow in both. DJL has
 * no setter; environment variables decide for all three engines alike.
 */
public final class Tf32 {

  /**
   * For cuBLAS and cuDNN: 0 forbids TF32 whatever a program asks for. Other values change nothing.
   */
  private static final String LIBRARIES = "NVIDIA_TF32_OVERRIDE";

  /** For PyTorch's dense layers: 1 allows TF32. NVIDIA's containers set it. */
  private static final String PYTORCH_PRODUCTS = "TORCH_ALLOW_TF32_CUBLAS_OVERRIDE";

  /** The variables that decide; none of the user's reaches a JVM with an engine. */
  public static final Set<String> VARIABLES = Set.of(LIBRARIES, PYTORCH_PRODUCTS);

  private Tf32() {}

  /** Those of a JVM that computes in a precision; in all others but TF32 it is off. */
  public static Map<String, String> environment(Precision precision) {
    return precision == Precision.TF32
        ? Map.of(PYTORCH_PRODUCTS, "1")
        : Map.of(LIBRARIES, "0", PYTORCH_PRODUCTS, "0");
  }
}
