package io.convbench.harness.measurement;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.convbench.results.Column;
import io.convbench.results.Row;
import java.util.OptionalDouble;
import org.junit.jupiter.api.Test;

class EvaluationClockTest {

  /** After the first pass: 16 images in 10 ms, of which 8 ms are two passes. */
  @Test
  void leavesTheFirstPassOut() {
    EvaluationClock clock = new EvaluationClock();
    clock.passed(8, 90_000_000, 100_000_000);
    clock.passed(8, 4_000_000, 105_000_000);
    clock.passed(8, 4_000_000, 109_500_000);
    Row row = clock.row(110_000_000);
    assertEquals(1600, row.number(Column.EVALUATION_IMAGES_PER_S).orElseThrow(), 1e-6);
    assertEquals(0.25, row.number(Column.EVALUATION_OVERHEAD_FRACTION).orElseThrow(), 1e-9);
  }

  @Test
  void saysNothingOfASinglePass() {
    EvaluationClock clock = new EvaluationClock();
    clock.passed(8, 4_000_000, 5_000_000);
    assertEquals(
        OptionalDouble.empty(), clock.row(6_000_000).number(Column.EVALUATION_OVERHEAD_FRACTION));
  }
}
