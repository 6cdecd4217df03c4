package io.convbench.harness.modelfile.onnx;

import ai.onnx.proto.OnnxMl.TensorProto;
import io.convbench.harness.modelfile.Precision;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Small tensors that operators take as inputs; equal ones are stored once. */
final class Constants {

  private final Map<TensorProto, String> names = new LinkedHashMap<>();
  private final Precision precision;

  /**
   * @param precision of all numbers that are not integers
   */
  Constants(Precision precision) {
    this.precision = precision;
  }

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
  String number(double value) {
    return name(floats(value, 1).build());
  }

  /** The name of a vector of ones. */
  String ones(int length) {
    return name(floats(1, length).addDims(length).build());
  }

  /** All tensors so far. */
  List<TensorProto> tensors() {
    List<TensorProto> tensors = new ArrayList<>();
    names.forEach((tensor, name) -> tensors.add(tensor.toBuilder().setName(name).build()));
    return tensors;
  }

  /** The same number some times; one of 16 bits is stored as an integer. */
  private TensorProto.Builder floats(double value, int count) {
    TensorProto.Builder tensor =
        TensorProto.newBuilder().setDataType(ElementType.of(precision).getNumber());
    return precision == Precision.FP32
        ? tensor.addAllFloatData(Collections.nCopies(count, (float) value))
        : tensor.addAllInt32Data(Collections.nCopies(count, precision.bits((float) value)));
  }

  private String name(TensorProto tensor) {
    return names.computeIfAbsent(tensor, t -> "constant/" + names.size());
  }
}
