package io.convbench.suites.graph;

/** Element-wise functions that the architectures use. */
public enum ActivationFunction {
  /** max(x, 0). */
  RELU,
  /** min(max(x, 0), 6). */
  RELU6
}
