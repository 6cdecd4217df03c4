package io.convbench.harness.load;

import java.util.Arrays;
import java.util.Random;

/**
 * When the queries of a Poisson process arrive: with exponential times between them. Of one seed,
 * arrivals at twice the rate are the same ones in half the time, so that trials at different rates
 * differ in nothing else.
 */
final class PoissonArrivals {

  private PoissonArrivals() {}

  /**
   * The arrivals within a time; at least one.
   *
   * @param ratePerSecond queries per second on average
   * @param durationNanos time after which no query arrives
   * @return nanoseconds from the start, rising
   */
  static long[] within(long durationNanos, double ratePerSecond, long seed) {
    // Its algorithm is specified, so that a seed means the same on every Java.
    Random random = new Random(seed);
    long[] arrivals = new long[16];
    int count = 0;
    double nanos = 0;
    while (true) {
      nanos -= Math.log(1 - random.nextDouble()) * 1e9 / ratePerSecond;
      if (nanos > durationNanos && count > 0) {
        return Arrays.copyOf(arrivals, count);
      }
      if (count == arrivals.length) {
        arrivals = Arrays.copyOf(arrivals, 2 * count);
      }
      arrivals[count++] = (long) nanos;
    }
  }
}
