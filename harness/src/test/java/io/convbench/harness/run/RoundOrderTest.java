package io.convbench.harness.run;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;

import io.convbench.harness.cell.Cell;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class RoundOrderTest {

  private static final List<Cell> CELLS =
      Stream.of("VGG16", "VGG19", "ResNet50", "MobileNet", "MobileNetV2", "Xception")
          .map(name -> SampleCells.cell(name, 1, "latency"))
          .toList();

  @Test
  void isTheSameForTheSameRun() {
    RoundOrder order = RoundOrder.ofRun("20261123-215739-0c4f");
    List<Cell> reversed = new ArrayList<>(CELLS);
    Collections.reverse(reversed);

    assertEquals(order.draw(2, CELLS), RoundOrder.ofRun("20261123-215739-0c4f").draw(2, CELLS));
    assertEquals(order.draw(2, CELLS), order.draw(2, reversed), "whatever the order was");
    assertEquals(order.draw(2, CELLS), new RoundOrder(order.seed()).draw(2, CELLS));
  }

  @Test
  void isAnotherInEachRoundAndTimesEveryCell() {
    RoundOrder order = RoundOrder.ofRun("20261123-215739-0c4f");

    assertNotEquals(order.draw(1, CELLS), order.draw(2, CELLS));
    assertEquals(new HashSet<>(CELLS), new HashSet<>(order.draw(1, CELLS)));
  }
}
