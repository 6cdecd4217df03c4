package io.convbench.harness.modelfile.torchscript;

import io.convbench.harness.modelfile.Transpose;
import io.convbench.suites.graph.Shape;
import io.convbench.suites.graph.WeightTensor;
import java.util.List;

/**
 * One tensor attribute of the module.
 *
 * @param source the graph's tensor
 * @param order the order in which its values are stored
 * @param shape its shape in PyTorch
 * @param strides elements from one index to the next along each PyTorch dimension
 */
record Attribute(WeightTensor source, Transpose order, List<Integer> shape, List<Integer> strides) {

  Attribute {
    shape = List.copyOf(shape);
    strides = List.copyOf(strides);
  }

  /** A kernel (rows, columns, in, out) as (out, in, rows, columns) in channels-last memory. */
  static Attribute kernel(WeightTensor source) {
    Shape keras = source.shape();
    int rows = keras.dimension(0);
    int columns = keras.dimension(1);
    int in = keras.dimension(2);
    int out = keras.dimension(3);
    return new Attribute(
        source,
        Transpose.of(3, 0, 1, 2),
        List.of(out, in, rows, columns),
        List.of(rows * columns * in, 1, columns * in, in));
  }

  /** A depthwise kernel (rows, columns, channels, 1) as (channels, 1, rows, columns). */
  static Attribute depthwiseKernel(WeightTensor source) {
    Shape keras = source.shape();
    int rows = keras.dimension(0);
    int columns = keras.dimension(1);
    int channels = keras.dimension(2);
    return new Attribute(
        source,
        Transpose.of(2, 3, 0, 1),
        List.of(channels, 1, rows, columns),
        List.of(rows * columns, rows * columns, columns, 1));
  }

  /** A dense kernel (in, out) as a view (out, in) of the same memory. */
  static Attribute denseKernel(WeightTensor source) {
    int in = source.shape().dimension(0);
    int out = source.shape().dimension(1);
    return new Attribute(source, Transpose.identity(2), List.of(out, in), List.of(1, out));
  }

  /** A vector as it is. */
  static Attribute vector(WeightTensor source) {
    return new Attribute(
        source, Transpose.identity(1), List.of(source.shape().dimension(0)), List.of(1));
  }

  /**
   * Its name in the module: layer and variable, as PyTorch's {@code named_buffers} shows it.
   * Keras's layer names hold letters, digits and underscores; the dots of PyTorch's, which a name
   * of an attribute cannot have, become underscores.
   */
  String name() {
    return source.name().replaceAll("\\W", "_");
  }

  long elements() {
    return source.shape().elements();
  }
}
