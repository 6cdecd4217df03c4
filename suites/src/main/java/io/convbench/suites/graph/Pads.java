package io.convbench.suites.graph;

/** Cells added to (padding) or taken from (cropping) the four sides of a feature map. */
public record Pads(int top, int bottom, int left, int right) {

  /** No cell on any side. */
  public static final Pads NONE = new Pads(0, 0, 0, 0);

  /**
   * @throws IllegalArgumentException when a side is negative
   */
  public Pads {
    if (top < 0 || bottom < 0 || left < 0 || right < 0) {
      throw new IllegalArgumentException(
          "negative edge in (%s, %s, %s, %s)".formatted(top, bottom, left, right));
    }
  }

  /** The same number of cells on every side. */
  public static Pads all(int cells) {
    return new Pads(cells, cells, cells, cells);
  }

  /** As many cells at the bottom and at the right; one: Keras's {@code ((0, 1), (0, 1))}. */
  public static Pads bottomRight(int cells) {
    return new Pads(0, cells, 0, cells);
  }

  /** As many cells at the top and at the left; one: Keras's {@code ((1, 0), (1, 0))}. */
  public static Pads topLeft(int cells) {
    return new Pads(cells, 0, cells, 0);
  }

  /** True when opposite sides are equal, so that an engine's symmetric padding can express it. */
  public boolean symmetric() {
    return top == bottom && left == right;
  }

  /** True when no side has a cell. */
  public boolean none() {
    return equals(NONE);
  }
}
