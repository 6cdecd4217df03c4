package io.convbench.suites.architecture;

import io.convbench.suites.graph.LayerOrder;

/**
 * Whose model an architecture is. It gives the layers their names and their order, and the trained
 * weights their files.
 */
public enum Framework {
  /** Keras's applications; weights in HDF5. */
  KERAS(LayerOrder.KERAS),
  /**
   * torchvision and timm: layers have the names of the modules in the state dict; weights in
   * safetensors.
   */
  PYTORCH(LayerOrder.BRANCH_BY_BRANCH);

  private final LayerOrder order;

  Framework(LayerOrder order) {
    this.order = order;
  }

  /** In which its models have their layers. */
  LayerOrder order() {
    return order;
  }
}
