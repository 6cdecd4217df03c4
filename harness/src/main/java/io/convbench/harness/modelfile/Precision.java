package io.convbench.harness.modelfile;

import io.convbench.foundation.input.InvalidInputException;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The numbers in which an engine computes, and its model file holds its weights. */
public enum Precision {
  /** IEEE 754 binary32. */
  FP32(Float.BYTES, Float.MAX_VALUE),
  /**
   * NVIDIA's TensorFloat-32: binary32 in memory, of which convolutions and matrix products read 10
   * bits of the mantissa. Its model file is fp32's.
   */
  TF32(Float.BYTES, Float.MAX_VALUE),
  /** IEEE 754 binary16. */
  FP16(Short.BYTES, 65504),
  /** The upper half of a binary32: its range at 8 bits. */
  BF16(Short.BYTES, 0x1.fep127);

  private final int bytes;
  private final double largest;

  Precision(int bytes, double largest) {
    this.bytes = bytes;
    this.largest = largest;
  }

  /**
   * The precision of this name, in any case.
   *
   * @throws InvalidInputException when there is none
   */
  public static Precision named(String id) {
    return Stream.of(values())
        .filter(precision -> precision.id().equalsIgnoreCase(id))
        .findFirst()
        .orElseThrow(
            () ->
                new InvalidInputException(
                    "unknown precision '%s': choose from %s"
                        .formatted(
                            id,
                            Stream.of(values())
                                .map(Precision::id)
                                .collect(Collectors.joining(", ")))));
  }

  /** The name on the command line and in rows, e.g. {@code bf16}. */
  public String id() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** The precision in which model files hold their weights for it: itself, but for TF32. */
  public Precision stored() {
    return this == TF32 ? FP32 : this;
  }

  /** Those in which model files can hold weights. */
  public static List<Precision> allStored() {
    return Stream.of(values()).map(Precision::stored).distinct().toList();
  }

  /** Bytes of one number. */
  public int bytes() {
    return bytes;
  }

  /** The largest finite number. */
  public double largest() {
    return largest;
  }

  /** Puts a number, rounded to the nearest, ties to even. */
  public void put(float value, ByteBuffer buffer) {
    switch (this) {
      case FP32, TF32 -> buffer.putFloat(value);
      case FP16 -> buffer.putShort(half(value));
      case BF16 -> buffer.putShort(upperHalf(value));
    }
  }

  /** Puts some numbers, each rounded as {@link #put(float, ByteBuffer)} does. */
  public void put(float[] values, int from, int count, ByteBuffer buffer) {
    if (stored() == FP32) {
      buffer.asFloatBuffer().put(values, from, count);
      buffer.position(buffer.position() + count * bytes);
      return;
    }
    for (int i = from; i < from + count; i++) {
      put(values[i], buffer);
    }
  }

  /** The bits of a number in this precision, in the lower bits of an integer. */
  public int bits(float value) {
    return switch (this) {
      case FP32, TF32 -> Float.floatToIntBits(value);
      case FP16 -> Short.toUnsignedInt(half(value));
      case BF16 -> Short.toUnsignedInt(upperHalf(value));
    };
  }

  private static short upperHalf(float value) {
    int bits = Float.floatToIntBits(value);
    int roundedUp = Float.isNaN(value) ? bits : bits + 0x7fff + (bits >>> 16 & 1);
    return (short) (roundedUp >>> 16);
  }

  /** Java has this from version 20 on. */
  private static short half(float value) {
    int sign = Float.floatToIntBits(value) >>> 16 & 0x8000;
    float magnitude = Math.abs(value);
    if (Float.isNaN(value)) {
      return (short) (sign | 0x7e00);
    }
    if (magnitude < 0x1p-14f) {
      // Subnormals are multiples of 2^-24; rint rounds ties to even.
      return (short) (sign | (int) Math.rint(magnitude * 0x1p24f));
    }
    if (magnitude >= 65520) {
      return (short) (sign | 0x7c00);
    }
    int bits = Float.floatToIntBits(magnitude);
    int rounded = bits + 0xfff + (bits >>> 13 & 1);
    return (short) (sign | (rounded - (112 << 23)) >>> 13);
  }
}
