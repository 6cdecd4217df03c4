package io.convbench.datasets.image;

/** Pillow's resampling filters that image classifiers are evaluated with. */
public enum PillowFilter {

  /** A triangle. */
  BILINEAR(1) {
    @Override
    double weight(double distance) {
      return Math.max(0, 1 - Math.abs(distance));
    }
  },

  /** Keys's cubic with a = -0.5, where OpenCV has -0.75. */
  BICUBIC(2) {
    @Override
    double weight(double distance) {
      double x = Math.abs(distance);
      if (x < 1) {
        return ((A + 2) * x - (A + 3)) * x * x + 1;
      }
      return x < 2 ? (((x - 5) * x + 8) * x - 4) * A : 0;
    }
  };

  private static final double A = -0.5;

  private final double support;

  PillowFilter(double support) {
    this.support = support;
  }

  /** The distance at which the weight becomes 0, in pixels of the coarser image. */
  double support() {
    return support;
  }

  /** Not yet normalised, at a distance in pixels of the coarser image. */
  abstract double weight(double distance);
}
