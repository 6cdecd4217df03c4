package io.convbench.reports.chart;

import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;
import java.util.Locale;

/** Numbers as people read them; the only place where values lose digits. */
public final class Rounding {

  private Rounding() {}

  /** Three significant digits, and all digits before the point: {@code 13.4}, {@code 1049}. */
  public static String significant(double value) {
    if (value == 0) {
      return "0";
    }
    if (Math.abs(value) >= 999.5) {
      return String.format(Locale.ROOT, "%.0f", value);
    }
    BigDecimal rounded = new BigDecimal(value).round(new MathContext(3, RoundingMode.HALF_UP));
    return rounded.setScale(rounded.scale() + 3 - rounded.precision()).toPlainString();
  }

  /** All digits of a value that is round but for the error of binary arithmetic: axis marks. */
  public static String plain(double value) {
    BigDecimal exact = new BigDecimal(value).round(new MathContext(9, RoundingMode.HALF_UP));
    return exact.signum() == 0 ? "0" : exact.stripTrailingZeros().toPlainString();
  }

  /** A fixed number of decimals. */
  public static String fixed(double value, int decimals) {
    return String.format(Locale.ROOT, "%." + decimals + "f", value);
  }

  /** A fraction in percent with one decimal, without the sign. */
  public static String percent(double fraction) {
    return fixed(100 * fraction, 1);
  }

  /** With its sign, a typographic minus for negative values, and no sign for what rounds to 0. */
  public static String signed(double value, int decimals) {
    String text = fixed(Math.abs(value), decimals);
    if (text.matches("[0.]*")) {
      return text;
    }
    return (value < 0 ? "−" : "+") + text;
  }

  /** A probability: four decimals, or its power of ten where it is below 0.001. */
  public static String probability(double p) {
    return p >= 0.001 ? fixed(p, 4) : String.format(Locale.ROOT, "%.0e", p);
  }

  /** Two significant digits with a power of ten: {@code 3.7e-5}. */
  public static String scientific(double value) {
    return String.format(Locale.ROOT, "%.1e", value).replaceAll("e([-+])0*(\\d)", "e$1$2");
  }

  /** A multiple of 1024 x 1024 bytes. */
  public static double mebibytes(double bytes) {
    return bytes / (1024 * 1024);
  }
}
