package io.convbench.harness.measurement;

import io.convbench.results.Column;
import io.convbench.results.Row;

/**
 * What an evaluation costs beside its forward passes. Its first pass, in which an engine warms up,
 * is left out of all sums.
 */
final class EvaluationClock {

  private long startNanos;
  private long forwardNanos;
  private int passes;
  private int images;

  /**
   * Counts one pass.
   *
   * @param imageCount images in it
   * @param nanos what it took
   * @param nowNanos when it ended
   */
  void passed(int imageCount, long nanos, long nowNanos) {
    if (passes++ == 0) {
      startNanos = nowNanos;
      return;
    }
    forwardNanos += nanos;
    images += imageCount;
  }

  /** The columns; none of a single pass. */
  Row row(long nowNanos) {
    if (passes < 2) {
      return Row.empty();
    }
    double wallNanos = nowNanos - startNanos;
    return Row.empty()
        .with(Column.EVALUATION_IMAGES_PER_S, 1e9 * images / wallNanos)
        .with(Column.EVALUATION_OVERHEAD_FRACTION, (wallNanos - forwardNanos) / forwardNanos);
  }
}
