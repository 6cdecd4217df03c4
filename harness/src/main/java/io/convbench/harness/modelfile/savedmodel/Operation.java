package io.convbench.harness.modelfile.savedmodel;

import io.convbench.harness.modelfile.Precision;
import java.util.List;

/**
 * One operation of a TensorFlow graph, as a {@code NodeDef}. Field numbers here are those of
 * TensorFlow's {@code node_def.proto}, {@code attr_value.proto}, {@code tensor.proto} and {@code
 * tensor_shape.proto}.
 */
final class Operation {

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
  private final Message node = new Message();

  /**
   * @param name unique in the graph; other operations read its first output under this name
   * @param type the operation's name in TensorFlow
   * @param inputs names of the operations that it reads; with a {@code ^} those it waits for
   */
  Operation(String name, String type, List<String> inputs) {
    this.name = name;
    node.text(1, name).text(2, type);
    inputs.forEach(input -> node.text(3, input));
  }

  String name() {
    return name;
  }

  Message message() {
    return node;
  }

  Operation type(String attribute, int type) {
    return with(attribute, new Message().integer(6, type));
  }

  Operation types(String attribute, List<Integer> types) {
    return with(attribute, new Message().message(1, new Message().integers(6, types)));
  }

  Operation integer(String attribute, long value) {
    return with(attribute, new Message().integer(3, value));
  }

  Operation integers(String attribute, List<Integer> values) {
    return with(attribute, new Message().message(1, new Message().integers(3, values)));
  }

  Operation real(String attribute, float value) {
    return with(attribute, new Message().real(4, value));
  }

  Operation flag(String attribute, boolean value) {
    return with(attribute, new Message().integer(5, value ? 1 : 0));
  }

  Operation text(String attribute, String value) {
    return with(attribute, new Message().text(2, value));
  }

  Operation shape(String attribute, List<Integer> dimensions) {
    return with(attribute, new Message().message(7, shape(dimensions)));
  }

  /** A constant with one value everywhere. */
  static Operation constant(String name, Precision precision, List<Integer> shape, float value) {
    int type = type(precision);
    Message tensor = tensor(type, shape);
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
  static Operation constant(String name, List<Integer> shape, List<Integer> values) {
    return constant(name, INT32, tensor(INT32, shape).integers(7, values));
  }

  /** A constant vector of texts. */
  static Operation texts(String name, List<String> values) {
    Message tensor = tensor(STRING, List.of(values.size()));
    values.forEach(value -> tensor.text(8, value));
    return constant(name, STRING, tensor);
  }

  /** A {@code TensorShapeProto}; -1 is a dimension known only when the graph runs. */
  static Message shape(List<Integer> dimensions) {
    Message shape = new Message();
    dimensions.forEach(size -> shape.message(2, new Message().integer(1, size)));
    return shape;
  }

  private static Operation constant(String name, int type, Message tensor) {
    return new Operation(name, "Const", List.of())
        .type("dtype", type)
        .with("value", new Message().message(8, tensor));
  }

  private static Message tensor(int type, List<Integer> shape) {
    return new Message().integer(1, type).message(2, shape(shape));
  }

  private Operation with(String attribute, Message value) {
    node.entry(ATTRIBUTE, attribute, value);
    return this;
  }
}
