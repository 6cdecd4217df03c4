package io.convbench.results;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;

class LimitsTest {

  @Test
  void countsAPartOfACoreAsOne() {
    assertEquals(1, new Limits(8, 0.25, Limits.NONE).cores());
    assertEquals(2, new Limits(8, 1.5, Limits.NONE).cores());
    assertEquals(2, new Limits(8, 2, Limits.NONE).cores());
  }

  @Test
  void passesOverAQuotaThatProcessorsCannotUseUp() {
    assertEquals(2, new Limits(2, 3.5, Limits.NONE).cores());
    assertFalse(new Limits(2, 2, Limits.NONE).hasQuota());
    assertTrue(new Limits(2, 1.9, Limits.NONE).hasQuota());
  }

  @Test
  void rejectsLimitsThatLeaveNothing() {
    assertEquals(
        "limits of 0 cores and -1.0 cores' time: both are above 0, or -1 where no quota is set",
        assertThrows(IllegalArgumentException.class, () -> new Limits(0, -1, -1)).getMessage());
    assertThrows(IllegalArgumentException.class, () -> new Limits(1, 0, -1));
    assertThrows(IllegalArgumentException.class, () -> new Limits(1, Double.NaN, -1));
  }
}
