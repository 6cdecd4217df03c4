package io.convbench.suites.cost;

import io.convbench.suites.graph.Node;
import io.convbench.suites.graph.Shape;

/** The result between the two halves of a separable convolution. */
final class SeparableHalves {

  private SeparableHalves() {}

  /** Rows and columns of the output, channels of the input: the 1x1 half moves nothing. */
  static Shape depthwiseOutput(Node separable) {
    Shape out = separable.output();
    return Shape.of(out.height(), out.width(), separable.input().output().channels());
  }
}
