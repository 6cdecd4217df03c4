package io.convbench.suites.download;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.time.Duration;
import java.util.Optional;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.Test;

class TimeoutsTest {

  private static final Timeouts PATIENCE =
      new Timeouts(Duration.ZERO, Duration.ZERO, 9, Duration.ofSeconds(1), Duration.ofSeconds(20));

  /** Gives 0.5 whenever it is asked. */
  private static final RandomGenerator HALF =
      new RandomGenerator() {
        @Override
        public long nextLong() {
          return 1L << 63;
        }
      };

  @Test
  void doublesWaitsUpToTheLongestAndSpreadsThem() {
    // 1, 2, 4, ... s capped at 20 s, times 0.5 + 0.5 / 2
    assertEquals(Duration.ofMillis(750), PATIENCE.waitAfter(1, HALF));
    assertEquals(Duration.ofMillis(1500), PATIENCE.waitAfter(2, HALF));
    assertEquals(Duration.ofMillis(12_000), PATIENCE.waitAfter(5, HALF));
    assertEquals(Duration.ofMillis(15_000), PATIENCE.waitAfter(8, HALF));
  }

  @Test
  void readsRetryAfterAsSecondsOrDate() {
    assertEquals(Optional.of(Duration.ofSeconds(120)), parse("120"));
    assertEquals(Optional.of(Duration.ofSeconds(5)), parse("Sun, 01 Mar 2026 12:00:05 GMT"));
    assertEquals(Optional.of(Duration.ZERO), parse("Sun, 01 Mar 2026 11:00:00 GMT"));
    assertEquals(Optional.empty(), parse("soon"));
  }

  private static Optional<Duration> parse(String value) {
    return RetryAfter.parse(value, FetchFixture.CLOCK);
  }
}
