package io.convbench.harness.engine;

/**
 * The CUDA devices that an engine can compute on.
 *
 * @param count how many
 * @param whyNone why there are none where the machine has some; empty otherwise
 */
public record CudaDevices(int count, String whyNone) {

  /** The reason in words of a sentence's end; empty where there is none. */
  public String because() {
    return whyNone.isEmpty() ? "" : ": " + whyNone;
  }
}
