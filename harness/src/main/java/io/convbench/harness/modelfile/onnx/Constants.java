package io.convbench.harness.modelfile.onnx;

import ai.onnx.proto.OnnxMl.TensorProto;
import io.convbench.harness.modelfile.Precision;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Small tensors that operators take as inputs; equal ones are stored once. */
final class Constants {

  private final Map<TensorProto, String> names = new LinkedHashMap<>();

  /** The name of a vector of integers. */
  String integers(Integer... values) {
    TensorProto.Builder tensor =
        TensorProto.newBuilder()
            .setDataType(TensorProto.DataType.INT64.getNumber())
            .addDims(values.length);
    for (int value : values) {
      tensor.addInt64Data(value);
    }
    return name(tensor.build());
  }

  /** The name of a scalar. */
  String number(double value, Precision precision) {
    return name(floats(List.of(value), precision).build());
  }

  /** The name of a vector. */
  String numbers(List<Double> values, Precision precision) {
    return name(floats(values, precision).addDims(values.size()).build());
  }

  /** The name of numbers for the channels of a map (N, channels, rows, columns). */
  String ofChannels(List<Double> values, Precision precision) {
    return name(floats(values, precision).addDims(values.size()).addDims(1).addDims(1).build());
  }

  /** All tensors so far. */
  List<TensorProto> tensors() {
    List<TensorProto> tensors = new ArrayList<>();
    names.forEach((tensor, name) -> tensors.add(tensor.toBuilder().setName(name).build()));
    return tensors;
  }

  /** Numbers of 16 bits are stored as integers. */
  private static TensorProto.Builder floats(List<Double> values, Precision precision) {
    TensorProto.Builder tensor =
        TensorProto.newBuilder().setDataType(ElementType.of(precision).getNumber());
    for (double value : values) {
      if (precision == Precision.FP32) {
        tensor.addFloatData((float) value);
      } else {
        tensor.addInt32Data(precision.bits((float) value));
      }
    }
    return tensor;
  }

  private String name(TensorProto tensor) {
    return names.computeIfAbsent(tensor, t -> "constant/" + names.size());
  }
}
