package io.convbench.harness.modelfile.onnx;

import ai.onnx.proto.OnnxMl.GraphProto;
import ai.onnx.proto.OnnxMl.TensorProto;
import com.google.protobuf.CodedOutputStream;
import com.google.protobuf.WireFormat;
import io.convbench.harness.modelfile.Precision;
import io.convbench.harness.modelfile.Transpose;
import io.convbench.suites.graph.WeightTensor;
import java.io.IOException;
import java.io.OutputStream;

/**
 * A weight as an element of the graph message's {@code initializer} list.
 *
 * @param source the graph's tensor, whose name it keeps
 * @param precision in which its values are stored
 * @param order the order in which ONNX stores its axes
 */
record Initializer(WeightTensor source, Precision precision, Transpose order) {

  /** A convolution kernel (rows, columns, in, out) as (out, in, rows, columns). */
  static Initializer kernel(WeightTensor source, Precision precision) {
    return new Initializer(source, precision, Transpose.of(3, 2, 0, 1));
  }

  /** A depthwise kernel (rows, columns, channels, 1) as (channels, 1, rows, columns). */
  static Initializer depthwiseKernel(WeightTensor source, Precision precision) {
    return new Initializer(source, precision, Transpose.of(2, 3, 0, 1));
  }

  /** A dense kernel (in, out) or a vector as it is. */
  static Initializer asItLies(WeightTensor source, Precision precision) {
    return new Initializer(source, precision, Transpose.identity(source.shape().rank()));
  }

  String name() {
    return source.name();
  }

  /** Bytes of the element with its tag and length. */
  long fieldBytes() {
    long messageBytes = messageBytes();
    return CodedOutputStream.computeTagSize(GraphProto.INITIALIZER_FIELD_NUMBER)
        + CodedOutputStream.computeUInt64SizeNoTag(messageBytes)
        + messageBytes;
  }

  /**
   * Writes the element.
   *
   * @param values row-major in Keras's shape
   * @param coded encodes onto {@code out}
   */
  void writeTo(CodedOutputStream coded, OutputStream out, float[] values) throws IOException {
    coded.writeTag(GraphProto.INITIALIZER_FIELD_NUMBER, WireFormat.WIRETYPE_LENGTH_DELIMITED);
    coded.writeUInt64NoTag(messageBytes());
    header().writeTo(coded);
    coded.writeTag(TensorProto.RAW_DATA_FIELD_NUMBER, WireFormat.WIRETYPE_LENGTH_DELIMITED);
    coded.writeUInt64NoTag(dataBytes());
    coded.flush();
    order.write(values, source.shape(), precision, out);
  }

  private long messageBytes() {
    return header().getSerializedSize()
        + CodedOutputStream.computeTagSize(TensorProto.RAW_DATA_FIELD_NUMBER)
        + CodedOutputStream.computeUInt64SizeNoTag(dataBytes())
        + dataBytes();
  }

  /** Everything but the values. */
  private TensorProto header() {
    TensorProto.Builder header =
        TensorProto.newBuilder().setName(name()).setDataType(ElementType.of(precision).getNumber());
    order.axes().forEach(axis -> header.addDims(source.shape().dimension(axis)));
    return header.build();
  }

  private long dataBytes() {
    return source.shape().elements() * precision.bytes();
  }
}
