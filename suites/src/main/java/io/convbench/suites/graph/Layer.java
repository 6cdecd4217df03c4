package io.convbench.suites.graph;

import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * One kind of layer with its settings; it knows shapes, weights and what can be said of its output,
 * not values. A kind is a {@link Layers.Primitive}, which every engine's writer handles, or a
 * {@link Layers.Composite}, which is made of primitives.
 */
public sealed interface Layer permits Layers.Primitive, Layers.Composite {

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

  /**
   * True when no output value is below zero, whatever the weights.
   *
   * @param inputsAreNonNegative whether that is known of all inputs
   */
  boolean isNonNegative(boolean inputsAreNonNegative);

  /** True when the output may be the memory of the input, or of whoever called the network. */
  default boolean isView() {
    return false;
  }

  /**
   * The same layer with a bias, for a kind that is linear with a value per output channel; empty
   * for the others.
   */
  default Optional<Layer> withBias() {
    return Optional.empty();
  }

  /** False of what Keras computes by an operator, which {@code model.layers} does not have. */
  default boolean isKerasLayer() {
    return true;
  }

  /** The kind's class name in Keras. */
  default String kerasClass() {
    return getClass().getSimpleName();
  }

  /** What Keras 1 called such a layer that was given no name, before {@code _1}, {@code _2}. */
  default String keras1Name() {
    return kerasClass().toLowerCase(Locale.ROOT);
  }
}
