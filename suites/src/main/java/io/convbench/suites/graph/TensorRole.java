package io.convbench.suites.graph;

/** What a weight tensor is to its layer, with its name in Keras and how it is seeded. */
public enum TensorRole {
  KERNEL("kernel", Kind.KERNEL),
  /** (rows, columns, channels, 1): each output value sums the taps of one channel. */
  DEPTHWISE_KERNEL("depthwise_kernel", Kind.KERNEL),
  POINTWISE_KERNEL("pointwise_kernel", Kind.KERNEL),
  BIAS("bias", Kind.OFFSET),
  GAMMA("gamma", Kind.FACTOR, 0.1),
  BETA("beta", Kind.OFFSET),
  MOVING_MEAN("moving_mean", Kind.OFFSET),
  MOVING_VARIANCE("moving_variance", Kind.FACTOR, 0.25),
  /** A layer scale's factors, a tenth of a batch norm's. */
  LAYER_SCALE("gamma", Kind.SMALL_FACTOR, 0.1),
  /** Of the pixels of a data set, red, green and blue. */
  MEAN("mean", Kind.STATISTIC),
  /** Of the pixels of a data set, red, green and blue. */
  VARIANCE("variance", Kind.STATISTIC),
  /** A whole number, of how many pixels mean and variance are; nothing is computed from it. */
  COUNT("count", Kind.STATISTIC);

  /** What the values do to what they meet. */
  public enum Kind {
    /** Summed products; seeded by how many they are. */
    KERNEL,
    /** Added; seeded around 0. */
    OFFSET,
    /** Multiplied or divided by; seeded around 1. */
    FACTOR,
    /** Multiplied by; seeded around 0.1. */
    SMALL_FACTOR,
    /** Known of images; seeded with ImageNet's. */
    STATISTIC
  }

  private static final double OFFSET_SPREAD = 0.02;

  private final String kerasName;
  private final Kind kind;
  private final double spread;

  TensorRole(String kerasName, Kind kind) {
    this(kerasName, kind, OFFSET_SPREAD);
  }

  TensorRole(String kerasName, Kind kind, double spread) {
    this.kerasName = kerasName;
    this.kind = kind;
    this.spread = spread;
  }

  /** The variable's name in Keras 2 and 3 files. */
  public String kerasName() {
    return kerasName;
  }

  /** True when a Keras file may give the variable this name: Keras 3 calls each kernel kernel. */
  public boolean isCalled(String variable) {
    return variable.equals(kerasName)
        || (this == DEPTHWISE_KERNEL && variable.equals(KERNEL.kerasName));
  }

  /** What the values do. */
  public Kind kind() {
    return kind;
  }

  /** True when gradients change the values in a training; statistics of batches follow them. */
  public boolean isLearned() {
    return this != MOVING_MEAN && this != MOVING_VARIANCE && kind != Kind.STATISTIC;
  }

  /** How far seeded values of an offset or factor are from their centre at most, in its unit. */
  public double spread() {
    return spread;
  }
}
