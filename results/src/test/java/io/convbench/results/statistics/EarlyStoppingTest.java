package io.convbench.results.statistics;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;

class EarlyStoppingTest {

  /** 0.99^459 = 0.00992 is the first power below 1 %, 0.9^44 = 0.00970 likewise. */
  @Test
  void withoutASlowQueryPowersOfTheFractionDecide() {
    assertEquals(459, EarlyStopping.queriesNeeded(0.99, 0));
    assertEquals(44, EarlyStopping.queriesNeeded(0.9, 0));
  }

  /** {@code min_query_count} of multi-stream in LoadGen's mlperf.conf, and its p90 counterpart. */
  @Test
  void withOneSlowQueryTheyAreLoadGensMinimum() {
    assertEquals(662, EarlyStopping.queriesNeeded(0.99, 1));
    assertEquals(64, EarlyStopping.queriesNeeded(0.9, 1));
  }

  @Test
  void holdsFromThereOn() {
    assertFalse(EarlyStopping.holds(0.99, 1, 661));
    assertTrue(EarlyStopping.holds(0.99, 1, 662));
    assertFalse(EarlyStopping.holds(0.99, 5, 5));
  }
}
