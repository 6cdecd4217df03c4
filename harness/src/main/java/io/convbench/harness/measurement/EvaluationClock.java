package io.convbench.harness.measurement;

import io.convbench.results.Column;
import io.convbench.results.Row;
import java.util.function.LongSupplier;

/**
 * What an evaluation costs beside its forward passes, and what disturbs it. Its first pass, in
 * which an engine warms up, is left out of all sums.
 */
final class EvaluationClock {

  private final LongSupplier time;
  private final ProcessorClock processors = new ProcessorClock();
  private long startNanos;
  private long forwardNanos;
  private int passes;
  private int images;

  /**
   * @param time now, in nanoseconds
   */
  EvaluationClock(LongSupplier time) {
    this.time = time;
  }

  /**
   * Counts one pass, which has just ended.
   *
   * @param imageCount images in it
   * @param nanos what it took
   */
  void passed(int imageCount, long nanos) {
    if (passes++ == 0) {
      processors.start();
      startNanos = time.getAsLong();
      return;
    }
    forwardNanos += nanos;
    images += imageCount;
  }

  /**
   * The columns at its end; none of a single pass.
   *
   * @param threads that the engine was asked to use
   */
  Row row(int threads) {
    if (passes < 2) {
      return Row.empty();
    }
    double wallNanos = time.getAsLong() - startNanos;
    processors.stop();
    return Row.empty()
        .with(Column.EVALUATION_IMAGES_PER_S, 1e9 * images / wallNanos)
        .with(Column.EVALUATION_OVERHEAD_FRACTION, (wallNanos - forwardNanos) / forwardNanos)
        .with(processors.row(threads));
  }
}
