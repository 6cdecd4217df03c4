package io.convbench.harness.modelfile.savedmodel;

import com.google.protobuf.ByteString;
import io.convbench.harness.modelfile.Precision;
import java.util.List;
import org.tensorflow.proto.AttrValue;
import org.tensorflow.proto.DataType;
import org.tensorflow.proto.NodeDef;
import org.tensorflow.proto.TensorProto;
import org.tensorflow.proto.TensorShapeProto;

/** One operation of a TensorFlow graph, with its attributes by kind of value. */
final class NodeDefBuilder {

  private final NodeDef.Builder node;

  /**
   * @param name unique in the graph; other operations read its first output under this name
   * @param type the operation's name in TensorFlow
   * @param inputs names of the operations that it reads; with a {@code ^} those it waits for
   */
  NodeDefBuilder(String name, String type, List<String> inputs) {
    node = NodeDef.newBuilder().setName(name).setOp(type).addAllInput(inputs);
  }

  String name() {
    return node.getName();
  }

  NodeDef build() {
    return node.build();
  }

  NodeDefBuilder type(String attribute, DataType type) {
    return with(attribute, value().setType(type));
  }

  NodeDefBuilder types(String attribute, List<DataType> types) {
    return with(attribute, value().setList(AttrValue.ListValue.newBuilder().addAllType(types)));
  }

  NodeDefBuilder integer(String attribute, long value) {
    return with(attribute, value().setI(value));
  }

  NodeDefBuilder integers(String attribute, List<Integer> values) {
    AttrValue.ListValue.Builder list = AttrValue.ListValue.newBuilder();
    values.forEach(list::addI);
    return with(attribute, value().setList(list));
  }

  NodeDefBuilder real(String attribute, float value) {
    return with(attribute, value().setF(value));
  }

  NodeDefBuilder flag(String attribute, boolean value) {
    return with(attribute, value().setB(value));
  }

  NodeDefBuilder text(String attribute, String value) {
    return with(attribute, value().setS(ByteString.copyFromUtf8(value)));
  }

  NodeDefBuilder shape(String attribute, List<Integer> dimensions) {
    return with(attribute, value().setShape(shape(dimensions)));
  }

  /** A constant with one value everywhere. */
  static NodeDefBuilder constant(
      String name, Precision precision, List<Integer> shape, float value) {
    return constant(name, precision, shape, List.of((double) value));
  }

  /** A constant of floats, one for all or row-major; those of 16 bits are stored as integers. */
  static NodeDefBuilder constant(
      String name, Precision precision, List<Integer> shape, List<Double> values) {
    TensorProto.Builder tensor = tensor(type(precision), shape);
    for (double value : values) {
      if (precision == Precision.FP32) {
        tensor.addFloatVal((float) value);
      } else {
        tensor.addHalfVal(precision.bits((float) value));
      }
    }
    return constant(name, tensor);
  }

  /** A constant of integers, row-major. */
  static NodeDefBuilder constant(String name, List<Integer> shape, List<Integer> values) {
    return constant(name, tensor(DataType.DT_INT32, shape).addAllIntVal(values));
  }

  /** A constant vector of texts. */
  static NodeDefBuilder texts(String name, List<String> values) {
    TensorProto.Builder tensor = tensor(DataType.DT_STRING, List.of(values.size()));
    values.forEach(value -> tensor.addStringVal(ByteString.copyFromUtf8(value)));
    return constant(name, tensor);
  }

  /** TensorFlow's type of a precision. */
  static DataType type(Precision precision) {
    return switch (precision) {
      case FP32, TF32 -> DataType.DT_FLOAT;
      case FP16 -> DataType.DT_HALF;
      case BF16 -> DataType.DT_BFLOAT16;
    };
  }

  /** A shape; -1 is a dimension known only when the graph runs. */
  static TensorShapeProto shape(List<Integer> dimensions) {
    TensorShapeProto.Builder shape = TensorShapeProto.newBuilder();
    dimensions.forEach(size -> shape.addDimBuilder().setSize(size));
    return shape.build();
  }

  private static NodeDefBuilder constant(String name, TensorProto.Builder tensor) {
    return new NodeDefBuilder(name, "Const", List.of())
        .type("dtype", tensor.getDtype())
        .with("value", value().setTensor(tensor));
  }

  private static TensorProto.Builder tensor(DataType type, List<Integer> shape) {
    return TensorProto.newBuilder().setDtype(type).setTensorShape(shape(shape));
  }

  private static AttrValue.Builder value() {
    return AttrValue.newBuilder();
  }

  private NodeDefBuilder with(String attribute, AttrValue.Builder value) {
    node.putAttr(attribute, value.build());
    return this;
  }
}
