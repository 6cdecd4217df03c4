package io.convbench.suites.graph;

/**
 * Role and shape of one weight tensor. Shapes are Keras's: convolution kernels (rows, columns, in,
 * out), depthwise kernels (rows, columns, channels, 1), dense kernels (in, out), the rest
 * (channels).
 */
public record TensorSpec(TensorRole role, Shape shape) {}
