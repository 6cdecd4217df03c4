package io.convbench.suites.cost;

import io.convbench.suites.graph.Shape;

/**
 * The cost of one layer, or of one half of a separable convolution, for one image.
 *
 * @param name Keras's name; the halves of a separable convolution add {@code /depthwise} and {@code
 *     /pointwise}
 * @param kind what it does
 * @param output shape of the result: height, width, channels, or a vector's length
 * @param parameters elements of all weight tensors, non-trainable ones included
 * @param macs multiply-adds; biases are not counted
 * @param activations elements of the result of a convolution or dense layer, else 0
 */
public record LayerCost(
    String name, LayerKind kind, Shape output, long parameters, long macs, long activations) {}
