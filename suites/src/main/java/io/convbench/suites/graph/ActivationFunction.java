package io.convbench.suites.graph;

/** Element-wise functions that the architectures use. */
public enum ActivationFunction {
  /** max(x, 0). */
  RELU(true),
  /** min(max(x, 0), 6). */
  RELU6(true),
  /** x sigmoid(x), also called SiLU. */
  SWISH(false);

  private final boolean nonNegative;

  ActivationFunction(boolean nonNegative) {
    this.nonNegative = nonNegative;
  }

  /** True when no value of the function is below zero. */
  public boolean isNonNegative() {
    return nonNegative;
  }
}
