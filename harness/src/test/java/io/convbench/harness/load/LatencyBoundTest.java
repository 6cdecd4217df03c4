package io.convbench.harness.load;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;

class LatencyBoundTest {

  private static final LatencyBound BOUND = new LatencyBound(1);

  /** LoadGen: none of 459 queries may be slower, one of 662. */
  @Test
  void allowsAsManySlowQueriesAsEarlyStopping() {
    assertEquals(0, BOUND.mostSlower(459));
    assertEquals(0, BOUND.mostSlower(661));
    assertEquals(1, BOUND.mostSlower(662));
    assertTrue(BOUND.kept(1, 662));
    assertFalse(BOUND.kept(2, 662));
  }

  /** Of 300 queries the 298th fastest is the 99th percentile, of 50 the slowest. */
  @Test
  void goesByThePercentileAloneWhereQueriesAreTooFew() {
    assertEquals(2, BOUND.mostSlower(300));
    assertEquals(0, BOUND.mostSlower(50));
  }
}
