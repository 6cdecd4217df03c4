package io.convbench.harness.modelfile.onnx;

import ai.onnx.proto.OnnxMl.TensorShapeProto;
import ai.onnx.proto.OnnxMl.TypeProto;
import ai.onnx.proto.OnnxMl.ValueInfoProto;
import io.convbench.harness.modelfile.Precision;
import io.convbench.suites.graph.Shape;
import java.util.List;

/** Names, types and shapes of a graph's values, each of any batch size. */
final class Values {

  private Values() {}

  /**
   * One value.
   *
   * @param image dimensions behind the batch
   */
  static ValueInfoProto of(String name, Precision precision, List<Integer> image) {
    TensorShapeProto.Builder shape = TensorShapeProto.newBuilder();
    shape.addDimBuilder().setDimParam("N");
    image.forEach(dimension -> shape.addDimBuilder().setDimValue(dimension));
    TypeProto.Tensor tensor =
        TypeProto.Tensor.newBuilder()
            .setElemType(ElementType.of(precision).getNumber())
            .setShape(shape)
            .build();
    return ValueInfoProto.newBuilder()
        .setName(name)
        .setType(TypeProto.newBuilder().setTensorType(tensor))
        .build();
  }

  /** A map's (height, width, channels) as (channels, height, width); a vector as it is. */
  static List<Integer> channelsFirst(Shape shape) {
    return shape.rank() == 3
        ? List.of(shape.channels(), shape.height(), shape.width())
        : shape.dimensions();
  }
}
