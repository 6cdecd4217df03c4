package io.convbench.suites.graph;

/** Kinds of primitives that differ in how they spend time. */
public enum LayerKind {
  CONVOLUTION("convolution", true),
  POINTWISE("1x1 convolution", true),
  DEPTHWISE("depthwise convolution", true),
  DENSE("dense", true),
  NORMALISATION("normalisation", false),
  ACTIVATION("activation", false),
  POOLING("pooling", false),
  JOIN("addition, product, concatenation", false),
  OTHER("input, padding, cropping, reshaping", false);

  private final String label;
  private final boolean multiplies;

  LayerKind(String label, boolean multiplies) {
    this.label = label;
    this.multiplies = multiplies;
  }

  /** For people; {@link #CONVOLUTION} is one with a kernel larger than 1x1. */
  public String label() {
    return label;
  }

  /** True of sums of products with a kernel, each element of which counts once a place. */
  public boolean multiplies() {
    return multiplies;
  }
}
