package io.convbench.harness.engine;

import io.convbench.foundation.input.InvalidInputException;
import java.util.Locale;

/**
 * How an engine on a GPU chooses among cuDNN's algorithms for a convolution. Engines differ in what
 * they do unasked: PyTorch takes cuDNN's advice, ONNX Runtime and TensorFlow try them.
 */
public enum CudnnAutotune {
  /** It times them at the first passes and takes the fastest. */
  ON,
  /** It takes what cuDNN's heuristics say. */
  OFF;

  /** The word on the command line and in rows. */
  public String word() {
    return name().toLowerCase(Locale.ROOT);
  }

  /**
   * The one of this word.
   *
   * @throws InvalidInputException when there is none
   */
  public static CudnnAutotune named(String word) {
    for (CudnnAutotune one : values()) {
      if (one.word().equals(word)) {
        return one;
      }
    }
    throw new InvalidInputException("--cudnn-autotune %s: use on, off".formatted(word));
  }
}
