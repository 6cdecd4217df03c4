package io.convbench.suites.graph;

/** A layer that is computed as several {@link Primitive primitives}. */
public sealed interface Composite extends Layer
    permits Layers.SeparableConv2D, Layers.Activated, Layers.GlobalMaxPooling2D, Layers.ScaledAdd {

  /**
   * Adds the primitives, inputs before their readers; the last one computes the layer's output.
   *
   * @param parts takes them, and has the inputs
   */
  void lower(Parts parts);
}
