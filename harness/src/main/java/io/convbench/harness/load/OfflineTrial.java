package io.convbench.harness.load;

import java.util.concurrent.atomic.AtomicLong;
import java.util.function.IntToDoubleFunction;

/**
 * MLPerf's offline scenario: all images are there from the start, and every stream takes the next
 * batch as soon as it has finished one.
 *
 * @param images that were answered
 * @param seconds until the last answer
 */
public record OfflineTrial(long images, double seconds) {

  /** Batches of each stream of which fewer say little of their rate. */
  public static final int FEWEST_BATCHES = 5;

  /** Passes in which engines allocate for a batch, and PyTorch compiles for its shape. */
  private static final int WARMING_BATCHES = 3;

  /** So many doublings of the batch that bring nothing end the search. */
  private static final int VAIN_DOUBLINGS = 2;

  /** Runs batches for a time, each stream at least one. */
  public static OfflineTrial run(Streams streams, int batch, long durationNanos) {
    return run(streams, batch, durationNanos, 1, durationNanos);
  }

  /** Untimed batches, as many as engines need; fewer where those take longer than this. */
  public static void warm(Streams streams, int batch, long mostNanos) {
    run(streams, batch, 0, WARMING_BATCHES, mostNanos);
  }

  /**
   * Runs batches for a time, or longer where a stream has not finished {@link #FEWEST_BATCHES}
   * until then.
   *
   * @param mostNanos when it ends in any case, after the batch that is under way
   */
  public static OfflineTrial compared(
      Streams streams, int batch, long durationNanos, long mostNanos) {
    return run(streams, batch, durationNanos, FEWEST_BATCHES, mostNanos);
  }

  private static OfflineTrial run(
      Streams streams, int batch, long durationNanos, int fewest, long mostNanos) {
    AtomicLong images = new AtomicLong();
    AtomicLong lastAnswer = new AtomicLong();
    long start = streams.nanos();
    streams.together(
        stream -> {
          int done = 0;
          long nanos;
          do {
            stream.infer(batch);
            done++;
            images.addAndGet(batch);
            nanos = stream.nanos() - start;
            lastAnswer.accumulateAndGet(nanos, Math::max);
          } while (nanos < durationNanos || (done < fewest && nanos < mostNanos));
        });
    return new OfflineTrial(images.get(), Math.max(1, lastAnswer.get()) / 1e9);
  }

  /** Images answered per second. */
  public double imagesPerSecond() {
    return images / seconds;
  }

  /**
   * The batch with the most images per second, of 1, 2, 4, ...: ends where two in a row are not
   * faster than the best before.
   *
   * @param most the largest batch that is tried
   * @param imagesPerSecond of a batch
   */
  public static int bestBatch(int most, IntToDoubleFunction imagesPerSecond) {
    int best = 1;
    double fastest = 0;
    int vain = 0;
    for (int batch = 1; batch <= most && vain < VAIN_DOUBLINGS; batch *= 2) {
      double speed = imagesPerSecond.applyAsDouble(batch);
      if (speed > fastest) {
        fastest = speed;
        best = batch;
        vain = 0;
      } else {
        vain++;
      }
    }
    return best;
  }
}
