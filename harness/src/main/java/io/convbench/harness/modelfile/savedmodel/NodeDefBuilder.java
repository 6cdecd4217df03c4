package io.convbench.harness.modelfile.savedmodel;

import io.convbench.harness.modelfile.Precision;
import java.util.List;

/**
 * One operation of a TensorFlow graph, as a {@code NodeDef}. Field numbers here are those of
 * TensorFlow's {@code node_def.proto}, {@code attr_value.proto}, {@code tensor.proto} and {@code
 * tensor_shape.proto}.
 */
final class NodeDefBuilder {

  /** {@code DT_FLOAT} of {@code types.proto}. */
  static final int FLOAT = 1;

  /** {@code DT_INT32} of {@code types.proto}. */
  static final int INT32 = 3;

  /** {@code DT_STRING} of {@code types.proto}. */
  static final int STRING = 7;

  private static final int HALF = 19;
  private static final int BFLOAT16 = 14;
  private static final int ATTRIBUTE = 5;

  private final String name;
  private final ProtoWriter node = new ProtoWriter();

  /**
   * @param name unique in the graph; other operations read its first output under this name
   * @param type the operation's name in TensorFlow
   * @param inputs names of the operations that it reads; with a {@code ^} those it waits for
   */
  NodeDefBuilder(String name, String type, List<String> inputs) {
    this.name = name;
    node.text(1, name).text(2, type);
    inputs.forEach(input -> node.text(3, input));
  }

  String name() {
    return name;
  }

  ProtoWriter message() {
    return node;
  }

  NodeDefBuilder type(String attribute, int type) {
    return with(attribute, new ProtoWriter().integer(6, type));
  }

  NodeDefBuilder types(String attribute, List<Integer> types) {
    return with(attribute, new ProtoWriter().message(1, new ProtoWriter().integers(6, types)));
  }

  NodeDefBuilder integer(String attribute, long value) {
    return with(attribute, new ProtoWriter().integer(3, value));
  }

  NodeDefBuilder integers(String attribute, List<Integer> values) {
    return with(attribute, new ProtoWriter().message(1, new ProtoWriter().integers(3, values)));
  }

  NodeDefBuilder real(String attribute, float value) {
    return with(attribute, new ProtoWriter().real(4, value));
  }

  NodeDefBuilder flag(String attribute, boolean value) {
    return with(attribute, new ProtoWriter().integer(5, value ? 1 : 0));
  }

  NodeDefBuilder text(String attribute, String value) {
    return with(attribute, new ProtoWriter().text(2, value));
  }

  NodeDefBuilder shape(String attribute, List<Integer> dimensions) {
    return with(attribute, new ProtoWriter().message(7, shape(dimensions)));
  }

  /** A constant with one value everywhere. */
  static NodeDefBuilder constant(
      String name, Precision precision, List<Integer> shape, float value) {
    int type = type(precision);
    ProtoWriter tensor = tensor(type, shape);
    return constant(
        name,
        type,
        precision == Precision.FP32
            ? tensor.real(5, value)
            : tensor.integers(13, List.of(precision.bits(value))));
  }

  /** The {@code DataType} of a precision. */
  static int type(Precision precision) {
    return switch (precision) {
      case FP32 -> FLOAT;
      case FP16 -> HALF;
      case BF16 -> BFLOAT16;
    };
  }

  /** A constant of integers, row-major. */
  static NodeDefBuilder constant(String name, List<Integer> shape, List<Integer> values) {
    return constant(name, INT32, tensor(INT32, shape).integers(7, values));
  }

  /** A constant vector of texts. */
  static NodeDefBuilder texts(String name, List<String> values) {
    ProtoWriter tensor = tensor(STRING, List.of(values.size()));
    values.forEach(value -> tensor.text(8, value));
    return constant(name, STRING, tensor);
  }

  /** A {@code TensorShapeProto}; -1 is a dimension known only when the graph runs. */
  static ProtoWriter shape(List<Integer> dimensions) {
    ProtoWriter shape = new ProtoWriter();
    dimensions.forEach(size -> shape.message(2, new ProtoWriter().integer(1, size)));
    return shape;
  }

  private static NodeDefBuilder constant(String name, int type, ProtoWriter tensor) {
    return new NodeDefBuilder(name, "Const", List.of())
        .type("dtype", type)
        .with("value", new ProtoWriter().message(8, tensor));
  }

  private static ProtoWriter tensor(int type, List<Integer> shape) {
    return new ProtoWriter().integer(1, type).message(2, shape(shape));
  }

  private NodeDefBuilder with(String attribute, ProtoWriter value) {
    node.entry(ATTRIBUTE, attribute, value);
    return this;
  }
}
