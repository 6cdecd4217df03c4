package io.convbench.suites.graph;

import io.convbench.foundation.input.InvalidInputException;

/**
 * The sliding window of a convolution or pooling: kernel rows x columns, one stride for both axes
 * and the border rule.
 *
 * <p>{@code SAME} follows TensorFlow: out = ceil(in / stride), total padding = max((out - 1) stride
 * + k - in, 0), floor(total / 2) cells before and the rest after. The halves can differ.
 *
 * @param cells on each of the four sides where the padding is {@code EXPLICIT}, else 0
 */
public record Window(int height, int width, int stride, Padding padding, int cells) {

  /**
   * @throws IllegalArgumentException when the kernel or the stride is below 1, or cells are given
   *     where the border rule has its own
   */
  public Window {
    if (height < 1 || width < 1 || stride < 1) {
      throw new IllegalArgumentException(
          "kernel %sx%s with stride %s: each must be at least 1".formatted(height, width, stride));
    }
    if (cells < 0 || (padding == Padding.EXPLICIT) != (cells > 0)) {
      throw new IllegalArgumentException("padding %s of %s cells".formatted(padding, cells));
    }
  }

  /** A window whose border rule needs no number. */
  public Window(int height, int width, int stride, Padding padding) {
    this(height, width, stride, padding, 0);
  }

  /** A square window with cells on every side, as PyTorch's (kernel, stride, padding). */
  public static Window padded(int kernel, int stride, int cells) {
    return new Window(kernel, kernel, stride, Padding.EXPLICIT, cells);
  }

  /** A square window, stride 1, padding 'same'. */
  public static Window same(int kernel) {
    return new Window(kernel, kernel, 1, Padding.SAME);
  }

  /** A square window, padding 'same'. */
  public static Window same(int kernel, int stride) {
    return new Window(kernel, kernel, stride, Padding.SAME);
  }

  /** A rows x columns window, stride 1, padding 'same'. */
  public static Window sameRectangle(int height, int width) {
    return new Window(height, width, 1, Padding.SAME);
  }

  /** A square window, stride 1, padding 'valid'. */
  public static Window valid(int kernel) {
    return new Window(kernel, kernel, 1, Padding.VALID);
  }

  /** A square window, padding 'valid'. */
  public static Window valid(int kernel, int stride) {
    return new Window(kernel, kernel, stride, Padding.VALID);
  }

  /** Output rows x columns x {@code channels} for this input. */
  Shape slide(Shape input, int channels) {
    return Shape.of(positions(input.height(), height), positions(input.width(), width), channels);
  }

  /** The zero cells (for max pooling: ignored cells) around this input. */
  public Pads pads(Shape input) {
    if (padding != Padding.SAME) {
      return Pads.all(cells);
    }
    int rows = totalPadding(input.height(), height);
    int columns = totalPadding(input.width(), width);
    return new Pads(rows / 2, rows - rows / 2, columns / 2, columns - columns / 2);
  }

  private int positions(int in, int kernel) {
    if (padding == Padding.SAME) {
      return (in + stride - 1) / stride;
    }
    int padded = in + 2 * cells;
    if (padded < kernel) {
      throw new InvalidInputException(
          "a %sx%s window does not fit an input side of %s: use a larger input size"
              .formatted(height, width, in));
    }
    return (padded - kernel) / stride + 1;
  }

  private int totalPadding(int in, int kernel) {
    return Math.max((positions(in, kernel) - 1) * stride + kernel - in, 0);
  }
}
