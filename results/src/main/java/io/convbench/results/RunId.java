package io.convbench.results;

import java.time.Clock;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.random.RandomGenerator;

/** Names of runs. */
public final class RunId {

  private static final DateTimeFormatter TIME =
      DateTimeFormatter.ofPattern("yyyyMMdd-HHmmss", Locale.ROOT).withZone(ZoneOffset.UTC);

  private static final int SUFFIXES = 0x10000;

  private RunId() {}

  /**
   * The id of a run that starts now, e.g. {@code 20261123-215739-0c4f}: UTC, so that ids sort by
   * age, and four random hexadecimal digits that tell runs of one second apart.
   */
  public static String now(Clock clock, RandomGenerator random) {
    return String.format(
        Locale.ROOT, "%s-%04x", TIME.format(clock.instant()), random.nextInt(SUFFIXES));
  }
}
