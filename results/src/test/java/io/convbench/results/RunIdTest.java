package io.convbench.results;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Clock;
import java.time.Instant;
import java.time.ZoneId;
import java.util.Random;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RunIdTest {

  @ParameterizedTest
  @ValueSource(strings = {"en-US", "fa-IR-u-nu-arabext", "ar-EG-u-nu-arab", "th-TH-u-ca-buddhist"})
  void isTheTimeInUtcAndASuffix(String locale) throws Throwable {
    // A New Year in Auckland is still the old year in UTC.
    Clock clock =
        Clock.fixed(Instant.parse("2026-12-31T11:05:09.999Z"), ZoneId.of("Pacific/Auckland"));
    Locales.under(
        locale,
        () -> {
          String id = RunId.now(clock, new Random(1));
          assertTrue(id.matches("20261231-110509-[0-9a-f]{4}"), id);
        });
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3})
  void tellsRunsOfOneSecondApart(long seed) {
    Clock clock = Clock.fixed(Instant.EPOCH, ZoneId.of("UTC"));
    Random random = new Random(seed);
    assertNotEquals(RunId.now(clock, random), RunId.now(clock, random));
    assertEquals(RunId.now(clock, new Random(seed)), RunId.now(clock, new Random(seed)));
  }
}
