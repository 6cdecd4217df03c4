package io.convbench.harness.modelfile.onnx;

import ai.onnx.proto.OnnxMl.AttributeProto;
import com.google.protobuf.ByteString;
import io.convbench.suites.graph.Pads;
import io.convbench.suites.graph.Window;
import java.util.List;

/** The attributes of ONNX nodes. */
final class Attributes {

  private Attributes() {}

  static AttributeProto integer(String name, long value) {
    return named(name).setType(AttributeProto.AttributeType.INT).setI(value).build();
  }

  static AttributeProto number(String name, double value) {
    return named(name).setType(AttributeProto.AttributeType.FLOAT).setF((float) value).build();
  }

  static AttributeProto integers(String name, long... values) {
    AttributeProto.Builder attribute = named(name).setType(AttributeProto.AttributeType.INTS);
    for (long value : values) {
      attribute.addInts(value);
    }
    return attribute.build();
  }

  /** Kernel, strides and, since ONNX names both ends of an axis, any padding. */
  static List<AttributeProto> window(Window window, Pads pads) {
    return List.of(
        integers("kernel_shape", window.height(), window.width()),
        integers("strides", window.stride(), window.stride()),
        integers("pads", pads.top(), pads.left(), pads.bottom(), pads.right()));
  }

  /** Kernel and strides of a window that stays inside its input, in words instead of pads. */
  static List<AttributeProto> validWindow(Window window) {
    return List.of(
        integers("kernel_shape", window.height(), window.width()),
        integers("strides", window.stride(), window.stride()),
        named("auto_pad")
            .setType(AttributeProto.AttributeType.STRING)
            .setS(ByteString.copyFromUtf8("VALID"))
            .build());
  }

  private static AttributeProto.Builder named(String name) {
    return AttributeProto.newBuilder().setName(name);
  }
}
