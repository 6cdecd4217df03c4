package io.convbench.suites.graph;

/** Element-wise functions that the architectures use. */
public enum ActivationFunction {
  /** max(x, 0). */
  RELU(true),
  /** min(max(x, 0), 6). */
  RELU6(true),
  /** x sigmoid(x), also called SiLU. */
  SWISH(false),
  /** x min(max(x + 3, 0), 6) / 6 (Howard et al. 2019, arXiv:1905.02244, section 5.2). */
  HARD_SWISH(false),
  /** 1 / (1 + exp(-x)). */
  SIGMOID(true),
  /** x times the normal distribution's function, by erf, not by its approximation with tanh. */
  GELU(false),
  /** x. */
  LINEAR(false);

  private final boolean nonNegative;

  ActivationFunction(boolean nonNegative) {
    this.nonNegative = nonNegative;
  }

  /** True when no value of the function is below zero. */
  public boolean isNonNegative() {
    return nonNegative;
  }
}
