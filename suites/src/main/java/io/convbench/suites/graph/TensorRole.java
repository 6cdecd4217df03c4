package io.convbench.suites.graph;

/** What a weight tensor is to its layer, with its name in Keras. */
public enum TensorRole {
  KERNEL("kernel"),
  DEPTHWISE_KERNEL("depthwise_kernel"),
  POINTWISE_KERNEL("pointwise_kernel"),
  BIAS("bias"),
  GAMMA("gamma"),
  BETA("beta"),
  MOVING_MEAN("moving_mean"),
  MOVING_VARIANCE("moving_variance");

  private final String kerasName;

  TensorRole(String kerasName) {
    this.kerasName = kerasName;
  }

  /** The variable's name in Keras 2 and 3 files. */
  public String kerasName() {
    return kerasName;
  }
}
