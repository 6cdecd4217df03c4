package io.convbench.datasets.protocol;

import java.util.Locale;
import java.util.OptionalInt;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The protocols by name. */
public final class Protocols {

  private static final String KNOWN =
      "center (the architecture's input side), center224 (or another side), "
          + "keras (the rule of Keras's accuracy table), keras224, cubic256-crop224";

  private static final Pattern CENTER = Pattern.compile("center(\\d{1,5})?");
  private static final Pattern KERAS = Pattern.compile("keras(\\d{1,5})?");
  private static final Pattern CUBIC = Pattern.compile("cubic(\\d{1,5})-crop(\\d{1,5})");

  private Protocols() {}

  /**
   * The protocol of a name, in upper or lower case.
   *
   * @throws IllegalArgumentException when there is none, listing those there are
   */
  public static Protocol parse(String id) {
    String name = id.strip().toLowerCase(Locale.ROOT);
    Matcher matcher = CENTER.matcher(name);
    if (matcher.matches()) {
      return new CenterCrop(side(matcher, 1));
    }
    matcher = KERAS.matcher(name);
    if (matcher.matches()) {
      return new CubicCrop(OptionalInt.empty(), side(matcher, 1));
    }
    matcher = CUBIC.matcher(name);
    if (matcher.matches()) {
      return new CubicCrop(side(matcher, 1), side(matcher, 2));
    }
    throw new IllegalArgumentException(
        "there is no protocol '%s': use one of %s.".formatted(id, KNOWN));
  }

  /** Names and what they mean, for help texts. */
  public static String known() {
    return KNOWN;
  }

  private static OptionalInt side(Matcher matcher, int group) {
    String digits = matcher.group(group);
    return digits == null ? OptionalInt.empty() : OptionalInt.of(Integer.parseInt(digits));
  }
}
