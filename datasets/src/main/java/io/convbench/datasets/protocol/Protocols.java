package io.convbench.datasets.protocol;

import io.convbench.foundation.input.InvalidInputException;
import java.util.Locale;
import java.util.Objects;
import java.util.OptionalInt;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The protocols by name. */
public final class Protocols {

  /** The largest side of a crop, in pixels. */
  public static final int LARGEST_SIDE = 4096;

  /** Names and what they mean, for help texts. */
  public static final String KNOWN =
      "center (the architecture's input side), keras (the rule of Keras's accuracy table),"
          + " keras-load-img (square, nearest), bilinear, bicubic (antialiased, crop ratio 0.875);"
          + " with a side: center224, keras224; ten crops: keras-tencrop, bilinear-tencrop;"
          + " in full: cubic256-crop224, bicubic256-tencrop224";

  private static final Pattern CENTER = Pattern.compile("center(\\d{1,5})?");
  private static final Pattern SQUARE =
      Pattern.compile("keras-load-img(\\d{1,5})?|nearest(\\d{1,5})x(\\d{1,5})");
  private static final Pattern SCALED =
      Pattern.compile(
          "(keras|cubic|bilinear|bicubic)(?:(\\d{1,5})?-(tencrop|crop)(\\d{1,5})?|(\\d{1,5}))?");

  private Protocols() {}

  /**
   * The protocol of a name, in upper or lower case.
   *
   * @throws InvalidInputException when there is none, listing those there are
   */
  public static Protocol parse(String id) {
    String name = id.strip().toLowerCase(Locale.ROOT);
    Matcher matcher = CENTER.matcher(name);
    if (matcher.matches()) {
      return new CenterCrop(side(matcher, 1));
    }
    matcher = SQUARE.matcher(name);
    if (matcher.matches() && Objects.equals(matcher.group(2), matcher.group(3))) {
      return new SquareNearest(side(matcher, matcher.group(2) == null ? 1 : 2));
    }
    matcher = SCALED.matcher(name);
    if (matcher.matches() && isWhole(matcher)) {
      return scaled(matcher);
    }
    throw new InvalidInputException("unknown protocol '%s': use one of %s.".formatted(id, KNOWN));
  }

  /** A shorter side needs the crop's side, and only the rule of a filter has one. */
  private static boolean isWhole(Matcher matcher) {
    boolean keras = matcher.group(1).equals("keras");
    boolean full = matcher.group(2) != null;
    return full ? !keras && matcher.group(4) != null : !matcher.group(1).equals("cubic");
  }

  private static Protocol scaled(Matcher matcher) {
    String filter = matcher.group(1);
    return new ScaledCrop(
        filter.equals("keras")
            ? Resampling.CUBIC
            : Resampling.valueOf(filter.toUpperCase(Locale.ROOT)),
        "tencrop".equals(matcher.group(3)) ? CropSet.TEN : CropSet.CENTER,
        side(matcher, 2),
        side(matcher, matcher.group(5) == null ? 4 : 5));
  }

  private static OptionalInt side(Matcher matcher, int group) {
    String digits = matcher.group(group);
    return digits == null ? OptionalInt.empty() : OptionalInt.of(Integer.parseInt(digits));
  }
}
