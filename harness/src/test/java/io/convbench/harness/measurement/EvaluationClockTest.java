package io.convbench.harness.measurement;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.convbench.results.Column;
import io.convbench.results.Row;
import io.convbench.results.trust.Timing;
import io.convbench.results.trust.Verdict;
import io.convbench.results.trust.VerdictRules;
import java.util.Optional;
import java.util.PrimitiveIterator;
import java.util.function.LongSupplier;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

class EvaluationClockTest {

  /** After the first pass: 16 images in 10 ms, of which 8 ms are two passes. */
  @Test
  void leavesTheFirstPassOut() {
    EvaluationClock clock = new EvaluationClock(at(100_000_000, 110_000_000));
    clock.passed(8, 90_000_000);
    clock.passed(8, 4_000_000);
    clock.passed(8, 4_000_000);
    Row row = clock.row(2);
    assertEquals(1600, row.number(Column.EVALUATION_IMAGES_PER_S).orElseThrow(), 1e-6);
    assertEquals(0.25, row.number(Column.EVALUATION_OVERHEAD_FRACTION).orElseThrow(), 1e-9);
  }

  @Test
  void tellsWhatDisturbedIt() {
    EvaluationClock clock = new EvaluationClock(at(0, 10_000_000));
    clock.passed(8, 4_000_000);
    clock.passed(8, 4_000_000);
    Row row = clock.row(2).with(Column.THREADS, 2);

    assertTrue(row.number(Column.TIMED_S).orElseThrow() > 0);
    assertEquals(Optional.of(Timing.EVALUATION), Timing.of(row));
    assertNotEquals(Verdict.UNKNOWN, Verdict.of(VerdictRules.onOneProcess(row)));
  }

  @Test
  void saysNothingOfASinglePass() {
    EvaluationClock clock = new EvaluationClock(at(5_000_000));
    clock.passed(8, 4_000_000);
    assertEquals(Row.empty(), clock.row(2));
  }

  private static LongSupplier at(long... nanos) {
    PrimitiveIterator.OfLong times = LongStream.of(nanos).iterator();
    return times::nextLong;
  }
}
