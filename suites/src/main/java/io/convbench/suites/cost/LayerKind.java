package io.convbench.suites.cost;

/** Kinds of layers that differ in how they spend time; only the first four have multiply-adds. */
public enum LayerKind {
  CONVOLUTION("convolution"),
  POINTWISE("1x1 convolution"),
  DEPTHWISE("depthwise convolution"),
  DENSE("dense"),
  NORMALISATION("normalisation"),
  ACTIVATION("activation"),
  POOLING("pooling"),
  JOIN("addition and concatenation"),
  OTHER("input, padding, cropping, reshaping");

  private final String label;

  LayerKind(String label) {
    this.label = label;
  }

  /** For people; {@link #CONVOLUTION} is one with a kernel larger than 1x1. */
  public String label() {
    return label;
  }
}
