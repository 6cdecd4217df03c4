package io.convbench.suites.graph;

import java.util.List;

/**
 * One kind of layer with its settings; it knows shapes and weights, not values. What depends on the
 * kind elsewhere (cost, an engine's operators) is a {@link LayerVisitor}, so that a new kind fails
 * to compile until each of them handles it.
 */
public sealed interface Layer
    permits Layers.Input,
        Layers.Conv2D,
        Layers.DepthwiseConv2D,
        Layers.SeparableConv2D,
        Layers.Dense,
        Layers.BatchNormalization,
        Layers.Activation,
        Layers.MaxPooling2D,
        Layers.AveragePooling2D,
        Layers.GlobalAveragePooling2D,
        Layers.ZeroPadding2D,
        Layers.Cropping2D,
        Layers.Concatenate,
        Layers.Add,
        Layers.ScaledAdd,
        Layers.Flatten {

  /**
   * Output shape without the batch dimension.
   *
   * @throws IllegalArgumentException when the inputs do not fit this layer
   */
  Shape output(List<Shape> inputs);

  /** Weight tensors in Keras order: trainable, then non-trainable; empty for most kinds. */
  default List<TensorSpec> tensors(List<Shape> inputs) {
    return List.of();
  }

  /** The kind's class name in Keras. */
  default String kerasClass() {
    return getClass().getSimpleName();
  }

  /** Calls the visitor's method for this kind. */
  <R> R accept(LayerVisitor<R> visitor, Node node);
}
