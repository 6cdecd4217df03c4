package io.convbench.suites.architecture;

import java.util.OptionalDouble;
import java.util.OptionalInt;

/**
 * What others published of an architecture's pretrained weights: never a measurement of ours.
 *
 * @param top1Fraction top-1 accuracy on the ILSVRC 2012 validation set, single centre crop
 * @param top5Fraction top-5 accuracy likewise, where it was published
 * @param accuracyInputSize side in pixels at which the accuracies were measured
 * @param sizeMebibytes size of the weight file in MiB (Keras's table says MB)
 * @param parameterMillions parameters in millions, as printed
 * @param depth number of layers that own weights
 * @param source where the figures stand
 */
public record Published(
    double top1Fraction,
    OptionalDouble top5Fraction,
    int accuracyInputSize,
    OptionalDouble sizeMebibytes,
    double parameterMillions,
    OptionalInt depth,
    String source) {

  /** Of what nobody trained: every answer is right. */
  static final Published NONE =
      new Published(
          1, OptionalDouble.of(1), 1, OptionalDouble.empty(), 0, OptionalInt.empty(), "nothing");

  private static final String README = "keras-applications README of 2020-04";
  private static final String DOCUMENTATION = "Keras documentation of 2026-01";
  private static final String DOCSTRING = "docstring of Keras's MobileNetV3 of 2026-08";

  /**
   * @throws IllegalArgumentException when top-1 and top-5 are not fractions in ascending order
   */
  public Published {
    double top5 = top5Fraction.orElse(1);
    if (!(0 < top1Fraction && top1Fraction <= top5 && top5 <= 1)) {
      throw new IllegalArgumentException(
          "top-1 %s and top-5 %s: fractions with 0 < top-1 <= top-5 <= 1 expected"
              .formatted(top1Fraction, top5));
    }
  }

  /**
   * A row of the Keras documentation's table, its accuracies with the three decimals of the older
   * README, of which the documentation prints one.
   */
  static Published inTable(
      double top1Percent,
      double top5Percent,
      int accuracyInputSize,
      double sizeMebibytes,
      double parameterMillions,
      int depth) {
    return new Published(
        fraction(top1Percent),
        OptionalDouble.of(fraction(top5Percent)),
        accuracyInputSize,
        OptionalDouble.of(sizeMebibytes),
        parameterMillions,
        OptionalInt.of(depth),
        DOCUMENTATION + "; accuracies: " + README);
  }

  /** A row of the Keras documentation's table, with its accuracies. */
  static Published inDocumentation(
      double top1Percent,
      double top5Percent,
      int accuracyInputSize,
      double sizeMebibytes,
      double parameterMillions,
      int depth) {
    return new Published(
        fraction(top1Percent),
        OptionalDouble.of(fraction(top5Percent)),
        accuracyInputSize,
        OptionalDouble.of(sizeMebibytes),
        parameterMillions,
        OptionalInt.of(depth),
        DOCUMENTATION);
  }

  /** The same where the table has no depth. */
  static Published inDocumentation(
      double top1Percent,
      double top5Percent,
      int accuracyInputSize,
      double sizeMebibytes,
      double parameterMillions) {
    return new Published(
        fraction(top1Percent),
        OptionalDouble.of(fraction(top5Percent)),
        accuracyInputSize,
        OptionalDouble.of(sizeMebibytes),
        parameterMillions,
        OptionalInt.empty(),
        DOCUMENTATION);
  }

  /** The same where the table has neither top-5 nor depth. */
  static Published inDocumentation(
      double top1Percent, int accuracyInputSize, double sizeMebibytes, double parameterMillions) {
    return new Published(
        fraction(top1Percent),
        OptionalDouble.empty(),
        accuracyInputSize,
        OptionalDouble.of(sizeMebibytes),
        parameterMillions,
        OptionalInt.empty(),
        DOCUMENTATION);
  }

  /** MobileNetV3, which Keras's code tabulates, with the README's accuracies. */
  static Published inDocstring(
      double top1Percent, double top5Percent, int accuracyInputSize, double parameterMillions) {
    return new Published(
        fraction(top1Percent),
        OptionalDouble.of(fraction(top5Percent)),
        accuracyInputSize,
        OptionalDouble.empty(),
        parameterMillions,
        OptionalInt.empty(),
        DOCSTRING + "; accuracies: " + README);
  }

  /** A variant of MobileNetV3 that the README does not have. */
  static Published inDocstring(
      double top1Percent, int accuracyInputSize, double parameterMillions) {
    return new Published(
        fraction(top1Percent),
        OptionalDouble.empty(),
        accuracyInputSize,
        OptionalDouble.empty(),
        parameterMillions,
        OptionalInt.empty(),
        DOCSTRING);
  }

  /** A row that only the README has: the width multipliers. */
  static Published inReadme(
      double top1Percent, double top5Percent, int accuracyInputSize, double parameterMillions) {
    return new Published(
        fraction(top1Percent),
        OptionalDouble.of(fraction(top5Percent)),
        accuracyInputSize,
        OptionalDouble.empty(),
        parameterMillions,
        OptionalInt.empty(),
        README);
  }

  /** Three decimals of a percentage are five of a fraction; rounding drops what binary adds. */
  private static double fraction(double percent) {
    return Math.round(percent * 1000) / 100_000.0;
  }
}
