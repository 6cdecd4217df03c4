package io.convbench.harness.load;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Random;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ServerTrialTest {

  private static final long MILLI = 1_000_000;
  private static final long SECOND = 1_000_000_000;
  private static final long SEED = 2;

  /** Passes of 20 ms: they end at 20, 40, 60 and 80. */
  @Test
  void queriesWaitInTheOrderOfTheirArrival() {
    ServerTrial trial = at(VirtualStreams.fixed(1, 20 * MILLI), 0, 10, 12, 50);

    assertTimes(trial.times(), 20, 30, 30, 48);
    assertEquals(4 / 0.08, trial.achievedPerSecond(), 1e-9);
  }

  /** The second stream takes the second query; the third waits from 12 to 20. */
  @Test
  void aQueryGoesToTheStreamThatIsFreeFirst() {
    ServerTrial trial = at(VirtualStreams.fixed(2, 20 * MILLI), 0, 10, 12, 50);

    assertTimes(trial.times(), 20, 20, 20, 28);
  }

  /**
   * Passes of 1 ms, but that of the query which arrives at 100 ms takes 1000. Of the service times
   * one in 200 is long, which their 99th percentile does not show. The j-th query behind it arrives
   * at 100 + 10 j and is answered at 1100 + j, after 1000 - 9 j.
   */
  @Test
  void aStallDelaysAllQueriesThatArriveMeanwhile() {
    VirtualStreams streams =
        new VirtualStreams(1, (images, now) -> now == 100 * MILLI ? SECOND : MILLI);
    long[] every10Millis = LongStream.range(0, 200).map(i -> 10 * i).toArray();

    QueryTimes times = at(streams, every10Millis).times();

    assertEquals(991 * MILLI, times.percentileNanos(0.99).orElseThrow());
    assertEquals(1000 * MILLI, times.percentileNanos(0.995).orElseThrow());
    // Of the 200, 1000 - 9 j is above 500 for j from 0 to 55.
    assertEquals(56, times.slowerThan(500 * MILLI));
  }

  /**
   * Fixed service times of 1 ms at 30, 70 and 85 % of what the stream can do, 100,000 queries.
   * Neighbours wait for the same queries, so that long queues are known less well: at 85 % the 99th
   * percentiles of twelve seeds spread by 10 %.
   */
  @ParameterizedTest
  @CsvSource({"0.3, 0.02, 0.03", "0.7, 0.02, 0.05", "0.85, 0.05, 0.12"})
  void timesAreThoseOfTheQueueMD1(double load, double meanWithin, double tailWithin) {
    long duration = Math.round(100_000 / load * MILLI);
    QueryTimes times =
        ServerTrial.run(VirtualStreams.fixed(1, MILLI), 1000 * load, duration, SEED).times();

    assertEquals(100_000, times.queries(), 1000);
    assertNear(MD1.meanTime(load), meanMillis(times), meanWithin);
    assertNear(MD1.percentile(load, 0.9), millis(times, 0.9), tailWithin);
    assertNear(MD1.percentile(load, 0.99), millis(times, 0.99), tailWithin);
  }

  /**
   * Exponential service times of 1 ms on two streams at 75 % of what they can do: of Erlang's C
   * formula, 0.643 of the queries wait, all of them 1.286 ms on average.
   */
  @Test
  void timesOfTwoStreamsAreThoseOfTheQueueMM2() {
    Random random = new Random(20);
    VirtualStreams streams =
        new VirtualStreams(
            2, (images, now) -> Math.round(-Math.log(1 - random.nextDouble()) * MILLI));

    QueryTimes times = ServerTrial.run(streams, 1500, 100 * SECOND, SEED).times();

    assertNear(1 + 1.2857, meanMillis(times), 0.03);
  }

  /** At a hundred queries per second and one answered, two have an answer after two seconds. */
  @Test
  void givesUpQueriesThatWaitForTwiceTheDuration() {
    ServerTrial trial = ServerTrial.run(VirtualStreams.fixed(1, SECOND), 100, SECOND, SEED);

    int queries = trial.times().queries();
    assertEquals(100, queries, 30);
    assertTrue(trial.times().unanswered() >= queries - 3, trial.times().unanswered() + " waiting");
    assertTrue(trial.times().percentileNanos(0.5).isEmpty());
    assertEquals(queries, trial.times().slowerThan(100 * MILLI));
  }

  /** What can no longer keep the bound ends, long before its 60 s. */
  @Test
  void endsWhenTooManyQueriesAreBeyondTheBound() {
    VirtualStreams streams = VirtualStreams.fixed(1, 10 * MILLI);
    LatencyBound bound = new LatencyBound(50 * MILLI);

    ServerTrial trial = ServerTrial.run(streams, 200, 60 * SECOND, SEED, bound);

    assertFalse(trial.kept(bound));
    assertTrue(streams.nanos() < 5 * SECOND, streams.nanos() + " ns");
  }

  private static ServerTrial at(Streams streams, long... arrivalMillis) {
    long[] arrivals = LongStream.of(arrivalMillis).map(millis -> MILLI * millis).toArray();
    return ServerTrial.run(streams, 1, arrivals, Long.MAX_VALUE, LatencyBound.NONE);
  }

  private static void assertTimes(QueryTimes times, long... sortedMillis) {
    assertEquals(sortedMillis.length, times.queries());
    for (int i = 0; i < sortedMillis.length; i++) {
      double fraction = (i + 0.5) / sortedMillis.length;
      assertEquals(sortedMillis[i] * MILLI, times.percentileNanos(fraction).orElseThrow());
    }
  }

  private static double meanMillis(QueryTimes times) {
    double sum = 0;
    for (int i = 0; i < times.queries(); i++) {
      sum += millis(times, (i + 0.5) / times.queries());
    }
    return sum / times.queries();
  }

  private static double millis(QueryTimes times, double fraction) {
    return (double) times.percentileNanos(fraction).orElseThrow() / MILLI;
  }

  private static void assertNear(double expected, double actual, double part) {
    assertEquals(expected, actual, part * expected);
  }
}
