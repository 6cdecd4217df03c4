package io.convbench.harness.load;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

class PoissonArrivalsTest {

  private static final long SECOND = 1_000_000_000;

  /** Exponential times between arrivals have a standard deviation as large as their mean. */
  @Test
  void timesBetweenArrivalsAreExponential() {
    long[] arrivals = PoissonArrivals.within(1000 * SECOND, 100, 1);

    double[] gaps =
        LongStream.range(1, arrivals.length)
            .mapToDouble(i -> (arrivals[(int) i] - arrivals[(int) i - 1]) / 1e9)
            .toArray();
    double mean =
        LongStream.range(0, gaps.length).mapToDouble(i -> gaps[(int) i]).average().orElse(0);
    double variance =
        LongStream.range(0, gaps.length)
            .mapToDouble(i -> Math.pow(gaps[(int) i] - mean, 2))
            .average()
            .orElse(0);
    // 100,000 gaps: the mean is known to 0.3 %.
    assertEquals(100_000, arrivals.length, 1000);
    assertEquals(0.01, mean, 0.0001);
    assertEquals(0.01, Math.sqrt(variance), 0.0002);
  }

  @Test
  void aSeedGivesTheSameArrivalsAtEveryRate() {
    long[] slow = PoissonArrivals.within(20 * SECOND, 50, 7);
    long[] fast = PoissonArrivals.within(10 * SECOND, 100, 7);

    assertArrayEquals(
        LongStream.of(slow).map(nanos -> Math.round(nanos / 2.0 / 1000)).toArray(),
        LongStream.of(fast).map(nanos -> Math.round(nanos / 1000.0)).toArray());
    assertTrue(fast[0] != PoissonArrivals.within(SECOND, 100, 8)[0]);
  }

  @Test
  void atLeastOneQueryArrives() {
    assertEquals(1, PoissonArrivals.within(1, 0.001, 1).length);
  }
}
