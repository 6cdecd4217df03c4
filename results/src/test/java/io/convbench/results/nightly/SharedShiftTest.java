package io.convbench.results.nightly;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.convbench.results.nightly.SharedShift.Shift;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;

/** By hand: cells that agree are sure of their median, which is then not shrunk. */
class SharedShiftTest {

  private static final double EXACTLY = 1e-12;

  private final SharedShift shared = new SharedShift(0.05);

  @Test
  void isTheNightsOwnAtFirst() {
    Shift shift = shared.of("A", cells(8, 0.03));
    assertEquals(0.03, shift.all(), EXACTLY);
    assertEquals(0.03, shift.own(), EXACTLY);
  }

  /** From the night on that more than half of seven have it. */
  @Test
  void isNotTheNightsOwnWhereItLasts() {
    for (int night = 1; night <= 3; night++) {
      assertEquals(0.03, shared.of("A", cells(8, 0.03)).own(), EXACTLY);
    }
    Shift fourth = shared.of("A", cells(8, 0.03));
    assertEquals(0.03, fourth.all(), EXACTLY);
    assertEquals(0, fourth.own(), EXACTLY);
  }

  /** As much as that is a change, of which a part stays in the cells. */
  @Test
  void isNoMoreThanMayBeUsual() {
    Shift shift = shared.of("A", cells(8, -0.2));
    assertEquals(-0.05, shift.all(), EXACTLY);
    assertEquals(0, shift.own(), EXACTLY);
  }

  @Test
  void isTaughtByCellsEnoughOfItsOwnGroup() {
    assertEquals(Shift.NONE, shared.of("A", cells(7, 0.03)));
    for (int night = 1; night <= 4; night++) {
      shared.of("B", cells(8, 0.03));
    }
    assertEquals(0.03, shared.of("A", cells(8, 0.03)).own(), EXACTLY);
  }

  /**
   * The median is 0.03, the median distance from it 0.04, the variance of the median pi/2 (1.4826 x
   * 0.04)^2 / 8 = 0.00069, of 0.03^2 three quarters: a quarter of it is left.
   */
  @Test
  void isLessWhereCellsDoNotAgree() {
    List<Double> deviations = List.of(-0.06, -0.02, 0.0, 0.02, 0.04, 0.06, 0.08, 0.12);
    assertEquals(0.0070, shared.of("A", deviations).all(), 0.0001);
  }

  private static List<Double> cells(int count, double deviation) {
    return Collections.nCopies(count, deviation);
  }
}
