package io.convbench.harness.load;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RateSearchTest {

  private static final long MILLI = 1_000_000;
  private static final long SECOND = 1_000_000_000;

  /** Passes of 1 ms and bounds of 3, 5 and 8 ms; from guesses far below and above. */
  @ParameterizedTest
  @ValueSource(ints = {3, 5, 8})
  void findsTheRateAtWhichTheQueueKeepsItsBound(int boundMillis) {
    double theory = 1000 * MD1.largestRate(boundMillis, 0.99);
    for (double guess : new double[] {200, 2500}) {
      RateSearch search = search(guess, MILLI, boundMillis * MILLI);

      ServerTrial found = search.found().orElseThrow();
      assertEquals(theory, found.ratePerSecond(), 0.05 * theory);
      assertTrue(found.kept(new LatencyBound(boundMillis * MILLI)));
      assertTrue(search.trials().size() <= RateSearch.MOST_TRIALS);
    }
  }

  @Test
  void findsNoneWhereOnePassIsTooSlow() {
    RateSearch search = search(100, 10 * MILLI, 9 * MILLI);

    assertTrue(search.found().isEmpty());
    assertTrue(search.trials().size() <= RateSearch.MOST_TRIALS);
  }

  /** Where 1.2 queries arrive in a trial, half of it is less than one. */
  @Test
  void endsAtARateWithoutQueries() {
    LatencyBound bound = new LatencyBound(1);
    VirtualStreams streams = VirtualStreams.fixed(1, MILLI);
    RateSearch search =
        RateSearch.run(1.2, 1, bound, rate -> ServerTrial.run(streams, rate, SECOND, 1, bound));

    assertEquals(1, search.trials().size());
  }

  private static RateSearch search(double guess, long passNanos, long boundNanos) {
    LatencyBound bound = new LatencyBound(boundNanos);
    VirtualStreams streams = VirtualStreams.fixed(1, passNanos);
    return RateSearch.run(
        guess, 0.01, bound, rate -> ServerTrial.run(streams, rate, 300 * SECOND, 2, bound));
  }
}
