package io.convbench.suites.catalogue;

import java.util.Map;
import java.util.OptionalLong;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * How long Keras's files are, as far as that is public (2026-11).
 *
 * <p>Keras publishes no lengths, but {@code get_file} prints what the server says: in notebooks and
 * logs, the second number of {@code 91889664/91884032 [====] - 1s 0us/step} under a file's address
 * (the first may overshoot); scripts that load models pin it. A length is here when at least two
 * independent public logs or scripts have it and none has another. One alone is not enough.
 *
 * <p>Each agrees with its parameters: 4 bytes a value, and what HDF5 takes for a tensor. MobileNet
 * without top is as long as with it: its classifier was presumably unlinked from a copy of that
 * file, which does not shrink a HDF5 file.
 */
final class KerasSizes {

  private static final long UNKNOWN = 0;

  // @formatter:off
  private static final Map<String, Row> ROWS = Stream.of(
      //                       side  bytes with top  without top
      row("Xception",          299,   91_884_032,   83_683_744),
      row("VGG16",             224,  553_467_096,   58_889_256),
      row("VGG19",             224,  574_710_816,   80_134_624),
      row("ResNet50",          224,  102_967_424,   94_765_736),
      row("ResNet101",         224,      UNKNOWN,  171_446_536),
      row("ResNet152",         224,      UNKNOWN,  234_698_864),
      row("ResNet50V2",        224,      UNKNOWN,   94_668_760),
      row("ResNet101V2",       224,      UNKNOWN,  171_317_808),
      row("ResNet152V2",       224,      UNKNOWN,  234_545_216),
      row("InceptionV3",       299,   96_112_376,   87_910_968),
      row("InceptionResNetV2", 299,      UNKNOWN,  219_055_592),
      row("DenseNet121",       224,      UNKNOWN,   29_084_464),
      row("DenseNet201",       224,      UNKNOWN,   74_836_368),
      row("NASNetMobile",      224,      UNKNOWN,   19_993_432),
      row("MobileNet",         224,   17_225_924,   17_225_924),
      row("MobileNetV2",       224,   14_536_120,    9_406_464),
      row("MobileNetV2",       160,      UNKNOWN,    9_406_464),
      row("MobileNetV2",       128,      UNKNOWN,    9_406_464),
      row("MobileNetV2_0.35",  224,      UNKNOWN,    2_019_640))
      .collect(Collectors.toUnmodifiableMap(row -> key(row.architecture(), row.side()), row -> row));
  // @formatter:on

  private record Row(String architecture, int side, long withTop, long withoutTop) {}

  private KerasSizes() {}

  /**
   * The length of a file in bytes; empty where it is not known.
   *
   * @param architecture by its name, width included
   * @param side of the input in pixels
   */
  static OptionalLong bytes(String architecture, int side, boolean top) {
    Row row = ROWS.getOrDefault(key(architecture, side), row(architecture, side, UNKNOWN, UNKNOWN));
    long bytes = top ? row.withTop() : row.withoutTop();
    return bytes == UNKNOWN ? OptionalLong.empty() : OptionalLong.of(bytes);
  }

  private static String key(String architecture, int side) {
    return architecture + "/" + side;
  }

  private static Row row(String architecture, int side, long withTop, long withoutTop) {
    return new Row(architecture, side, withTop, withoutTop);
  }
}
