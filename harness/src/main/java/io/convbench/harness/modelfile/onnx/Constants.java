package io.convbench.harness.modelfile.onnx;

import ai.onnx.proto.OnnxMl.TensorProto;
import java.util.ArrayList;
import java.util.Collections;
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
  String number(double value) {
    return name(floats().addFloatData((float) value).build());
  }

  /** The name of a vector of ones. */
  String ones(int length) {
    return name(floats().addDims(length).addAllFloatData(Collections.nCopies(length, 1f)).build());
  }

  /** All tensors so far. */
  List<TensorProto> tensors() {
    List<TensorProto> tensors = new ArrayList<>();
    names.forEach((tensor, name) -> tensors.add(tensor.toBuilder().setName(name).build()));
    return tensors;
  }

  private static TensorProto.Builder floats() {
    return TensorProto.newBuilder().setDataType(TensorProto.DataType.FLOAT.getNumber());
  }

  private String name(TensorProto tensor) {
    return names.computeIfAbsent(tensor, t -> "constant/" + names.size());
  }
}
