package io.convbench.suites.graph;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class WindowTest {

  /** TensorFlow's rule; the last two are the poolings of Xception's blocks 2 and 3. */
  @ParameterizedTest
  @CsvSource({
    // kernel, stride, side, output, before, after
    "3, 2, 224, 112, 0, 1",
    "3, 2, 225, 113, 1, 1",
    "5, 2, 224, 112, 1, 2",
    "5, 2, 225, 113, 2, 2",
    "7, 2, 224, 112, 2, 3",
    "7, 2, 225, 113, 3, 3",
    "1, 2, 224, 112, 0, 0",
    "1, 2, 225, 113, 0, 0",
    "3, 1,   8,   8, 1, 1",
    "2, 1,   8,   8, 0, 1",
    "3, 2, 147,  74, 1, 1",
    "3, 2,  74,  37, 0, 1",
  })
  void samePaddingPutsTheOddCellLast(
      int kernel, int stride, int side, int output, int before, int after) {
    Window window = Window.same(kernel, stride);
    Shape input = Shape.of(side, side, 3);
    assertEquals(Shape.of(output, output, 5), window.slide(input, 5));
    assertEquals(new Pads(before, after, before, after), window.pads(input));
  }

  @ParameterizedTest
  @CsvSource({"3, 2, 299, 149", "3, 1, 149, 147", "7, 2, 230, 112", "1, 2, 55, 28", "2, 2, 7, 3"})
  void validWindowStaysInside(int kernel, int stride, int side, int output) {
    Window window = Window.valid(kernel, stride);
    Shape input = Shape.of(side, side, 3);
    assertEquals(Shape.of(output, output, 3), window.slide(input, 3));
    assertEquals(Pads.NONE, window.pads(input));
  }

  /** PyTorch's rule, floor((side + 2 padding - kernel) / stride) + 1; the sides are ResNet's. */
  @ParameterizedTest
  @CsvSource({
    "7, 2, 3, 224, 112",
    "3, 2, 1, 112, 56",
    "3, 2, 1, 56, 28",
    "3, 1, 1, 7, 7",
    "11, 4, 2, 224, 55"
  })
  void explicitCellsAreOnEverySide(int kernel, int stride, int cells, int side, int output) {
    Window window = Window.padded(kernel, stride, cells);
    Shape input = Shape.of(side, side, 3);
    assertEquals(Shape.of(output, output, 3), window.slide(input, 3));
    assertEquals(Pads.all(cells), window.pads(input));
  }

  @Test
  void rejectsCellsOfARuleThatHasItsOwn() {
    Exception e =
        assertThrows(IllegalArgumentException.class, () -> new Window(3, 3, 1, Padding.SAME, 1));
    assertEquals("padding SAME of 1 cells", e.getMessage());
    assertThrows(IllegalArgumentException.class, () -> Window.padded(3, 1, 0));
  }

  @Test
  void rowsComeBeforeColumns() {
    Shape input = Shape.of(17, 17, 1);
    assertEquals(new Pads(0, 0, 3, 3), Window.sameRectangle(1, 7).pads(input));
    assertEquals(new Pads(3, 3, 0, 0), Window.sameRectangle(7, 1).pads(input));
  }

  @Test
  void rejectsZeroStride() {
    Exception e = assertThrows(IllegalArgumentException.class, () -> Window.same(3, 0));
    assertEquals("kernel 3x3 with stride 0: each must be at least 1", e.getMessage());
  }

  @Test
  void rejectsAnInputSmallerThanTheWindow() {
    Shape input = Shape.of(2, 2, 1);
    Exception e =
        assertThrows(IllegalArgumentException.class, () -> Window.valid(3).slide(input, 1));
    assertEquals(
        "a 3x3 window does not fit an input side of 2: use a larger input size", e.getMessage());
  }
}
