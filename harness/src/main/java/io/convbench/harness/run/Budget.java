package io.convbench.harness.run;

import io.convbench.foundation.input.InvalidInputException;
import java.time.Duration;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * How long a run may measure. A cell that has begun ends, so that the last one may take a run past
 * it.
 *
 * @param time from the start of the first cell
 */
public record Budget(Duration time) {

  private static final Pattern HOURS_MINUTES_SECONDS =
      Pattern.compile("(?:([0-9]{1,6})h)?(?:([0-9]{1,6})m)?(?:([0-9]{1,6})s)?");

  /**
   * @throws IllegalArgumentException when it is not above 0
   */
  public Budget {
    if (time.isZero() || time.isNegative()) {
      throw new IllegalArgumentException("a budget of %s: use more than 0".formatted(time));
    }
  }

  /**
   * A budget as the command line has it, e.g. {@code 90s}, {@code 30m} or {@code 1h30m}.
   *
   * @throws InvalidInputException when it is not such a time or is 0
   */
  public static Budget parse(String text) {
    Matcher parts = HOURS_MINUTES_SECONDS.matcher(text);
    if (parts.matches()) {
      Duration time =
          Duration.ofHours(number(parts.group(1)))
              .plusMinutes(number(parts.group(2)))
              .plusSeconds(number(parts.group(3)));
      if (!time.isZero()) {
        return new Budget(time);
      }
    }
    throw new InvalidInputException(
        "--budget %s: use a time above 0 such as 90s, 30m or 1h30m".formatted(text));
  }

  /** A budget of whole milliseconds. */
  public static Budget ofSeconds(double seconds) {
    return new Budget(Duration.ofMillis(Math.max(1, Math.round(1000 * seconds))));
  }

  private static long number(String digits) {
    return digits == null ? 0 : Long.parseLong(digits);
  }

  /** As the command line has it. */
  @Override
  public String toString() {
    return part(time.toHours(), "h")
        + part(time.toMinutesPart(), "m")
        + part(time.toSecondsPart(), "s");
  }

  private static String part(long number, String unit) {
    return number == 0 ? "" : number + unit;
  }
}
