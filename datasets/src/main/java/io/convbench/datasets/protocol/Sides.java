package io.convbench.datasets.protocol;

import io.convbench.foundation.input.InvalidInputException;
import java.util.OptionalInt;

/** The bounds of a side in a protocol's name. */
final class Sides {

  private Sides() {}

  /** A side in a name; nothing where it is open. */
  static String text(OptionalInt side) {
    return side.isPresent() ? String.valueOf(side.getAsInt()) : "";
  }

  static void requirePositive(int side) {
    if (side < 1 || side > Protocols.LARGEST_SIDE) {
      throw new InvalidInputException(
          "a side of %s pixels: use 1 to %s".formatted(side, Protocols.LARGEST_SIDE));
    }
  }
}
