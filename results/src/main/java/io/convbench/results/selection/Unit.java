package io.convbench.results.selection;

import io.convbench.foundation.input.InvalidInputException;
import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What a metric is counted in, and how people write it. */
public enum Unit {
  /** Milliseconds. */
  MILLISECONDS("ms", "50ms or 0.05s", Map.of("", 1.0, "ms", 1.0, "s", 1e3, "us", 1e-3)),
  /** Bytes; a number alone is refused, since it may be of bytes, MB or MiB. */
  BYTES(
      "bytes",
      "512MiB or 500MB",
      Map.of(
          "b", 1.0, "kb", 1e3, "mb", 1e6, "gb", 1e9, "kib", 0x1p10, "mib", 0x1p20, "gib", 0x1p30)),
  /** A share of 0 to 1; a number above 1 is taken for percent. */
  FRACTION("fraction", "75% or 0.75", Map.of("", 1.0, "%", 0.01)),
  /** A number of things. */
  COUNT(
      "count",
      "25M or 25000000",
      Map.of("", 1.0, "k", 1e3, "m", 1e6, "g", 1e9, "b", 1e9, "t", 1e12)),
  /** Images per second. */
  IMAGES_PER_SECOND("images/s", "30 or 30/s", Map.of("", 1.0, "/s", 1.0));

  private static final Pattern NUMBER =
      Pattern.compile("(\\d+(?:\\.\\d*)?(?:[eE][+-]?\\d+)?|\\.\\d+)\\s*([A-Za-z%/]*)");

  /** Binary arithmetic's error lies beyond it. */
  private static final MathContext DIGITS = new MathContext(12, RoundingMode.HALF_UP);

  private final String symbol;
  private final String example;
  private final Map<String, Double> factors;

  Unit(String symbol, String example, Map<String, Double> factors) {
    this.symbol = symbol;
    this.example = example;
    this.factors = factors;
  }

  /** Its name in files for machines. */
  public String symbol() {
    return symbol;
  }

  /**
   * Reads a number with its unit.
   *
   * @param expression that it is part of, for the message
   * @param bare true when a number alone is of this unit, whatever the unit
   * @throws InvalidInputException when it is no number, or of another unit
   */
  double parse(String text, String expression, boolean bare) {
    Matcher number = NUMBER.matcher(text.strip());
    if (!number.matches()) {
      throw refusal(text, expression);
    }
    String suffix = number.group(2).toLowerCase(Locale.ROOT);
    Optional<Double> factor =
        bare && suffix.isEmpty() ? Optional.of(1.0) : Optional.ofNullable(factors.get(suffix));
    double value =
        Double.parseDouble(number.group(1)) * factor.orElseThrow(() -> refusal(text, expression));
    if (this == FRACTION && suffix.isEmpty() && value > 1) {
      value /= 100;
    }
    if (!Double.isFinite(value) || this == FRACTION && value > 1) {
      throw refusal(text, expression);
    }
    return new BigDecimal(value).round(DIGITS).doubleValue();
  }

  private InvalidInputException refusal(String text, String expression) {
    return new InvalidInputException(
        "%s: '%s' is not a value of this metric: write it as in %s"
            .formatted(expression, text.strip(), example));
  }

  /** All digits of a value that somebody wrote, with a unit that makes it short. */
  public String text(double value) {
    return switch (this) {
      case MILLISECONDS -> plain(value) + " ms";
      case FRACTION -> plain(100 * value) + " %";
      case IMAGES_PER_SECOND -> plain(value) + " images/s";
      case COUNT -> shortest(value, new TreeMap<>(Map.of(1e3, "k", 1e6, "M", 1e9, "G")));
      case BYTES -> value % 1e6 == 0 ? plain(value / 1e6) + " MB" : plain(value / 0x1p20) + " MiB";
    };
  }

  private static String shortest(double value, TreeMap<Double, String> suffixes) {
    Map.Entry<Double, String> largest = suffixes.floorEntry(value);
    return largest == null
        ? plain(value)
        : plain(value / largest.getKey()) + " " + largest.getValue();
  }

  private static String plain(double value) {
    BigDecimal exact = new BigDecimal(value).round(DIGITS);
    return exact.signum() == 0 ? "0" : exact.stripTrailingZeros().toPlainString();
  }
}
