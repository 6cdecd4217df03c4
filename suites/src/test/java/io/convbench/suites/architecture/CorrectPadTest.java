package io.convbench.suites.architecture;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.convbench.suites.graph.Shape;
import io.convbench.suites.graph.Window;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CorrectPadTest {

  @ParameterizedTest
  @ValueSource(ints = {3, 5, 7})
  void equalsSamePaddingOfStrideTwoForEverySide(int kernel) {
    for (int side = 8; side < 400; side++) {
      Shape input = Shape.of(side, side + 1, 1);
      assertEquals(
          Window.same(kernel, 2).pads(input),
          CorrectPad.before(kernel, input).pads(),
          "side " + side);
    }
  }
}
