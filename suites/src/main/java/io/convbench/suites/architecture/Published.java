package io.convbench.suites.architecture;

import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;

/**
 * What others published of an architecture's pretrained weights: never a measurement of ours.
 *
 * @param top1Fraction top-1 accuracy on the ILSVRC 2012 validation set, single centre crop unless
 *     the source says otherwise
 * @param top5Fraction top-5 accuracy likewise, where it was published
 * @param accuracyInputSize side in pixels at which the accuracies were measured
 * @param sizeMebibytes size of the weight file in MiB (Keras's table says MB)
 * @param parameterMillions parameters in millions, as printed
 * @param depth number of layers that own weights
 * @param source where the figures stand
 * @param protocol the crop rule of the accuracies, as {@code --protocol} takes it; empty where the
 *     source does not say it in full
 */
public record Published(
    double top1Fraction,
    OptionalDouble top5Fraction,
    int accuracyInputSize,
    OptionalDouble sizeMebibytes,
    double parameterMillions,
    OptionalInt depth,
    String source,
    Optional<String> protocol) {

  /** Of what nobody trained: every answer is right. */
  static final Published NONE =
      new Published(
          1, OptionalDouble.of(1), 1, OptionalDouble.empty(), 0, OptionalInt.empty(), "nothing");

  private static final String README_PROTOCOL = "keras";
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

  /** With the crop rule of the README's accuracies. */
  public Published(
      double top1Fraction,
      OptionalDouble top5Fraction,
      int accuracyInputSize,
      OptionalDouble sizeMebibytes,
      double parameterMillions,
      OptionalInt depth,
      String source) {
    this(
        top1Fraction,
        top5Fraction,
        accuracyInputSize,
        sizeMebibytes,
        parameterMillions,
        depth,
        source,
        Optional.of(README_PROTOCOL));
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

  /**
   * A row of the Keras documentation's table, with its accuracies, of which it does not say the
   * crop rule.
   */
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
        DOCUMENTATION,
        Optional.empty());
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
        DOCUMENTATION,
        Optional.empty());
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
        DOCUMENTATION,
        Optional.empty());
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
        DOCSTRING,
        Optional.empty());
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

  /** The weights {@code IMAGENET1K_V1} in torchvision's documentation. */
  static Published inTorchvision(
      double top1Percent, double top5Percent, int accuracyInputSize, double parameterMillions) {
    return of(
        top1Percent,
        top5Percent,
        accuracyInputSize,
        parameterMillions,
        "torchvision 0.28 documentation, IMAGENET1K_V1",
        Optional.of("bilinear"));
  }

  /** A row of timm's results, bicubic with crop ratio 0.875. */
  static Published inTimm(
      double top1Percent, double top5Percent, int accuracyInputSize, double parameterMillions) {
    return of(
        top1Percent,
        top5Percent,
        accuracyInputSize,
        parameterMillions,
        "timm 1.0 results-imagenet.csv",
        Optional.of("bicubic"));
  }

  /** Figures of a paper that averages ten crops. */
  static Published ofTenCrops(
      double top1Percent,
      double top5Percent,
      int accuracyInputSize,
      double parameterMillions,
      String paper) {
    return of(
        top1Percent,
        top5Percent,
        accuracyInputSize,
        parameterMillions,
        paper + "; ten crops, not one",
        Optional.empty());
  }

  private static Published of(
      double top1Percent,
      double top5Percent,
      int accuracyInputSize,
      double parameterMillions,
      String source,
      Optional<String> protocol) {
    return new Published(
        fraction(top1Percent),
        OptionalDouble.of(fraction(top5Percent)),
        accuracyInputSize,
        OptionalDouble.empty(),
        parameterMillions,
        OptionalInt.empty(),
        source,
        protocol);
  }

  /** Three decimals of a percentage are five of a fraction; rounding drops what binary adds. */
  private static double fraction(double percent) {
    return Math.round(percent * 1000) / 100_000.0;
  }
}
