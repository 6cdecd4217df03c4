package io.convbench.suites.graph;

/**
 * A layer that engines compute as it is. What depends on the kind elsewhere (cost, an engine's
 * operators) is a {@link PrimitiveVisitor}, so that a new kind fails to compile until each of them
 * handles it.
 */
public sealed interface Primitive extends Layer
    permits Layers.Input,
        Layers.Conv2D,
        Layers.DepthwiseConv2D,
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
        Layers.Scale,
        Layers.Flatten {

  /** Calls the visitor's method for this kind. */
  <R> R accept(PrimitiveVisitor<R> visitor, Node node);
}
