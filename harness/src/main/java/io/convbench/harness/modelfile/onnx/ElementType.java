package io.convbench.harness.modelfile.onnx;

import ai.onnx.proto.OnnxMl.TensorProto;
import io.convbench.foundation.input.InvalidInputException;
import io.convbench.harness.modelfile.Precision;

/** ONNX's type of a precision's numbers, where its operators take them. */
final class ElementType {

  private ElementType() {}

  /**
   * @throws InvalidInputException for bf16, which convolutions and pools take from opset 22 on
   */
  static TensorProto.DataType of(Precision precision) {
    return switch (precision) {
      case FP32, TF32 -> TensorProto.DataType.FLOAT;
      case FP16 -> TensorProto.DataType.FLOAT16;
      case BF16 ->
          throw new InvalidInputException(
              "ONNX files of opset 17 have no convolution in bf16: use fp32 or fp16");
    };
  }
}
