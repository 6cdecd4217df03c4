package io.convbench.suites.architecture;

import io.convbench.suites.graph.Layers.ZeroPadding2D;
import io.convbench.suites.graph.Pads;
import io.convbench.suites.graph.Shape;

/**
 * Keras's {@code correct_pad}: the explicit zeros before a 'valid' window of stride 2 that make it
 * equal to a 'same' one, one cell less at the top and left of an even side.
 */
final class CorrectPad {

  private CorrectPad() {}

  static ZeroPadding2D before(int kernel, Shape input) {
    int after = kernel / 2;
    return new ZeroPadding2D(
        new Pads(after - even(input.height()), after, after - even(input.width()), after));
  }

  private static int even(int side) {
    return 1 - side % 2;
  }
}
