package io.convbench.datasets.protocol;

import io.convbench.foundation.input.InvalidInputException;

/** The bounds of a side in a protocol's name. */
final class Sides {

  private Sides() {}

  static void requirePositive(int side) {
    if (side < 1 || side > Protocols.LARGEST_SIDE) {
      throw new InvalidInputException(
          "a side of %s pixels: use 1 to %s".formatted(side, Protocols.LARGEST_SIDE));
    }
  }
}
