package io.convbench.harness.load;

import java.util.Arrays;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;

/**
 * MLPerf's server scenario at one rate: queries of one image arrive as a Poisson process, whether
 * or not earlier ones are answered, and wait in one queue for the next free stream. A query's time
 * counts from its scheduled arrival, so that a stalled stream delays all queries that wait for it.
 *
 * @param ratePerSecond offered
 * @param times of the queries
 * @param achievedPerSecond answered, over the time until the last answer
 */
public record ServerTrial(double ratePerSecond, QueryTimes times, double achievedPerSecond) {

  /** So many durations after the start, queries that wait are given up. */
  private static final int PATIENCE = 2;

  /**
   * Offers queries at a rate, whatever their times.
   *
   * @param durationNanos time in which queries arrive; waiting ones are given up after twice of it
   */
  public static ServerTrial run(
      Streams streams, double ratePerSecond, long durationNanos, long seed) {
    return run(streams, ratePerSecond, durationNanos, seed, LatencyBound.NONE);
  }

  /** As above; ends as soon as too many queries are beyond the bound. */
  public static ServerTrial run(
      Streams streams, double ratePerSecond, long durationNanos, long seed, LatencyBound bound) {
    long[] arrivals = PoissonArrivals.within(durationNanos, ratePerSecond, seed);
    return run(streams, ratePerSecond, arrivals, PATIENCE * durationNanos, bound);
  }

  /**
   * Offers queries at given times.
   *
   * @param arrivals nanoseconds from the start, rising
   * @param patienceNanos time after the start when queries that wait are given up
   */
  static ServerTrial run(
      Streams streams,
      double ratePerSecond,
      long[] arrivals,
      long patienceNanos,
      LatencyBound bound) {
    long[] times = new long[arrivals.length];
    Arrays.fill(times, QueryTimes.UNANSWERED);
    int mostSlower = bound.mostSlower(arrivals.length);
    AtomicInteger next = new AtomicInteger();
    AtomicInteger slower = new AtomicInteger();
    AtomicLong lastAnswer = new AtomicLong();
    long start = streams.nanos();
    streams.together(
        stream -> {
          int query = next.getAndIncrement();
          while (query < arrivals.length && slower.get() <= mostSlower) {
            stream.sleepUntil(start + arrivals[query]);
            if (stream.nanos() - start > patienceNanos) {
              return;
            }
            stream.infer(1);
            long answer = stream.nanos() - start;
            times[query] = answer - arrivals[query];
            lastAnswer.accumulateAndGet(answer, Math::max);
            if (times[query] > bound.nanos()) {
              slower.incrementAndGet();
            }
            query = next.getAndIncrement();
          }
        });
    QueryTimes all = QueryTimes.of(times);
    double seconds = lastAnswer.get() / 1e9;
    return new ServerTrial(
        ratePerSecond, all, seconds > 0 ? (all.queries() - all.unanswered()) / seconds : 0);
  }

  /** Whether its queries kept a bound. */
  public boolean kept(LatencyBound bound) {
    return bound.kept(times.slowerThan(bound.nanos()), times.queries());
  }
}
