package io.convbench.harness.modelfile.torchscript;

import io.convbench.harness.modelfile.Precision;
import io.convbench.harness.modelfile.Transpose;
import io.convbench.suites.graph.Shape;
import io.convbench.suites.graph.WeightTensor;
import io.convbench.suites.weights.Weights;
import java.io.IOException;
import java.util.List;
import java.util.Optional;

/**
 * One tensor attribute of the module.
 *
 * @param name its name in the module, letters, digits and underscores
 * @param values row-major in the shape below
 * @param keras their shape in Keras
 * @param order the order in which they are stored
 * @param shape its shape in PyTorch
 * @param strides elements from one index to the next along each PyTorch dimension
 * @param source the weight that it is; empty for a constant
 */
record Attribute(
    String name,
    Values values,
    Shape keras,
    Transpose order,
    List<Integer> shape,
    List<Integer> strides,
    Optional<WeightTensor> source) {

  /** Gives a tensor's values when they are written. */
  interface Values {
    float[] read(Weights weights) throws IOException;
  }

  Attribute {
    shape = List.copyOf(shape);
    strides = List.copyOf(strides);
  }

  /**
   * A weight of the graph under the names of its layer and variable, as PyTorch's {@code
   * named_buffers} shows it.
   */
  private Attribute(
      WeightTensor source, Transpose order, List<Integer> shape, List<Integer> strides) {
    this(
        TorchScriptWriter.parameterName(source),
        weights -> weights.read(source),
        source.shape(),
        order,
        shape,
        strides,
        Optional.of(source));
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

  /** A vector for the channels of a map (N, channels, rows, columns). */
  static Attribute ofChannels(WeightTensor source) {
    return new Attribute(
        source, Transpose.identity(1), List.of(source.shape().channels(), 1, 1), List.of(1, 1, 1));
  }

  /** Constants for the channels of a map, in float32. */
  static Attribute constants(String name, List<Double> constants) {
    float[] values = new float[constants.size()];
    for (int i = 0; i < values.length; i++) {
      values[i] = constants.get(i).floatValue();
    }
    return new Attribute(
        name.replaceAll("\\W", "_"),
        weights -> values.clone(),
        Shape.of(values.length),
        Transpose.identity(1),
        List.of(values.length, 1, 1),
        List.of(1, 1, 1),
        Optional.empty());
  }

  /** The precision in which they are stored in a module; constants stay float32. */
  Precision storedIn(Precision module) {
    return source.isPresent() ? module : Precision.FP32;
  }

  long elements() {
    return keras.elements();
  }
}
