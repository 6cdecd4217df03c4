package io.convbench.results.statistics;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.OptionalDouble;
import java.util.OptionalLong;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class EarlyStoppingTest {

  /**
   * LoadGen's summaries in MLCommons' published results: "Processed at least 64 queries (2048).
   * Would discard 172 highest latency queries", and so on. It discards one less than may be slower.
   */
  @ParameterizedTest
  @CsvSource({"2048, 172", "2116, 178", "7469, 685", "2145, 181"})
  void allowsAsManySlowPassesAsLoadGen(long queries, long discarded) {
    assertEquals(OptionalLong.of(discarded + 1), EarlyStopping.slowerPasses(0.9, queries));
  }

  /**
   * LoadGen: "Processed at least 64 queries"; of 21 at p99 "would need to run at least 438 more".
   */
  @Test
  void needsAsManyPassesAsLoadGen() {
    assertEquals(64, EarlyStopping.passesNeeded(0.9, 1));
    assertEquals(21 + 438, EarlyStopping.passesNeeded(0.99, 0));
    assertEquals(OptionalLong.of(0), EarlyStopping.slowerPasses(0.99, 459));
    assertEquals(OptionalLong.empty(), EarlyStopping.slowerPasses(0.99, 458));
    assertEquals(OptionalLong.empty(), EarlyStopping.slowerPasses(0.9, 0));
  }

  /** 0.5^6 = 0.0156 and 0.5^7 = 0.0078; with one slower (n + 1) / 2^n: 11/1024, 12/2048. */
  @Test
  void isTheBinomialTailOfTheMedian() {
    assertEquals(7, EarlyStopping.passesNeeded(0.5, 0));
    assertEquals(11, EarlyStopping.passesNeeded(0.5, 1));
  }

  /** Of 64 passes one may be slower: the slowest is not exceeded; of 100 three. */
  @Test
  void boundsAPercentileByAPassThatWasTimed() {
    assertEquals(OptionalDouble.empty(), EarlyStopping.bound(0.9, millis(63)));
    assertEquals(OptionalDouble.of(64), EarlyStopping.bound(0.9, millis(64)));
    // P(X <= 3) = 0.0078, P(X <= 4) = 0.0237 for 100 passes at 0.1 (tables of the binomial).
    assertEquals(OptionalDouble.of(98), EarlyStopping.bound(0.9, millis(100)));
  }

  private static double[] millis(int passes) {
    return IntStream.rangeClosed(1, passes).asDoubleStream().toArray();
  }
}
