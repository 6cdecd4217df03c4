package io.convbench.harness.run;

import java.time.Duration;

/** A time that is expected or has gone by, as a person says it. */
final class TimeText {

  private static final int EXACT_MINUTES = 10;

  private TimeText() {}

  /** E.g. {@code 40 s}, {@code 3 min 20 s}, {@code 25 min}, {@code 2 h 05 min}. */
  static String of(Duration time) {
    if (time.toHours() > 0) {
      return "%s h %s%s min"
          .formatted(time.toHours(), time.toMinutesPart() < 10 ? "0" : "", time.toMinutesPart());
    }
    if (time.toMinutes() >= EXACT_MINUTES) {
      return time.toMinutes() + " min";
    }
    return time.toMinutes() > 0
        ? "%s min %s s".formatted(time.toMinutes(), time.toSecondsPart())
        : time.toSeconds() + " s";
  }
}
