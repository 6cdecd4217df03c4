package io.convbench.results.statistics;

/** The check that every interval makes. */
final class Confidence {

  private Confidence() {}

  /**
   * The confidence, e.g. 0.95.
   *
   * @throws IllegalArgumentException when it is not between 0 and 1, both excluded
   */
  static double checked(double confidence) {
    if (!(confidence > 0 && confidence < 1)) {
      throw new IllegalArgumentException(
          "confidence %s is not between 0 and 1, e.g. 0.95".formatted(confidence));
    }
    return confidence;
  }
}
