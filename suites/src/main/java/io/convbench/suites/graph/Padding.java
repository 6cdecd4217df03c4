package io.convbench.suites.graph;

/** How a sliding window treats the border, in Keras's words and PyTorch's. */
public enum Padding {
  /** The window stays inside the input: out = floor((in - k) / stride) + 1. */
  VALID,
  /** Output of ceil(in / stride); an odd number of padding cells puts the extra one at the end. */
  SAME,
  /** As many cells on each of the four sides as PyTorch's {@code padding} says. */
  EXPLICIT
}
