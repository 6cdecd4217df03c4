package io.convbench.suites.weights;

import io.jhdf.object.datatype.DataType;
import io.jhdf.object.datatype.FixedPoint;
import io.jhdf.object.datatype.FloatingPoint;
import io.jhdf.object.datatype.OrderedDataType;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.stream.Stream;

/**
 * The kinds of numbers that weights are read from: IEEE 754 half, single and double, bfloat16, and
 * integers of up to 64 bits. All fields of an HDF5 datatype must agree, not its size alone:
 * bfloat16 and half both have two bytes.
 */
enum NumberType {
  FLOAT16(new FloatFields(2, 0, 16, 15, 10, 5, 0, 10, 15)) {
    @Override
    double next(ByteBuffer bytes) {
      return FloatingPoint.toFloat(bytes.getShort());
    }
  },
  BFLOAT16(new FloatFields(2, 0, 16, 15, 7, 8, 0, 7, 127)) {
    @Override
    double next(ByteBuffer bytes) {
      return Float.intBitsToFloat(bytes.getShort() << 16);
    }
  },
  FLOAT32(new FloatFields(4, 0, 32, 31, 23, 8, 0, 23, 127)) {
    @Override
    double next(ByteBuffer bytes) {
      return bytes.getFloat();
    }
  },
  FLOAT64(new FloatFields(8, 0, 64, 63, 52, 11, 0, 52, 1023)) {
    @Override
    double next(ByteBuffer bytes) {
      return bytes.getDouble();
    }
  },
  INT8(new IntegerFields(1, 0, 8, true)) {
    @Override
    double next(ByteBuffer bytes) {
      return bytes.get();
    }
  },
  UINT8(new IntegerFields(1, 0, 8, false)) {
    @Override
    double next(ByteBuffer bytes) {
      return Byte.toUnsignedInt(bytes.get());
    }
  },
  INT16(new IntegerFields(2, 0, 16, true)) {
    @Override
    double next(ByteBuffer bytes) {
      return bytes.getShort();
    }
  },
  UINT16(new IntegerFields(2, 0, 16, false)) {
    @Override
    double next(ByteBuffer bytes) {
      return Short.toUnsignedInt(bytes.getShort());
    }
  },
  INT32(new IntegerFields(4, 0, 32, true)) {
    @Override
    double next(ByteBuffer bytes) {
      return bytes.getInt();
    }
  },
  UINT32(new IntegerFields(4, 0, 32, false)) {
    @Override
    double next(ByteBuffer bytes) {
      return Integer.toUnsignedLong(bytes.getInt());
    }
  },
  INT64(new IntegerFields(8, 0, 64, true)) {
    @Override
    double next(ByteBuffer bytes) {
      // straight to float: rounded once
      return (float) bytes.getLong();
    }
  };

  /** HDF5's classes of datatypes by number, as messages name them. */
  private static final List<String> CLASSES =
      List.of(
          "integers",
          "floats",
          "times",
          "text",
          "bit fields",
          "opaque bytes",
          "compounds",
          "references",
          "an enumeration",
          "lists of varying length",
          "arrays");

  private final Record fields;

  NumberType(Record fields) {
    this.fields = fields;
  }

  /** The next number of the buffer, in the buffer's byte order; exact, or rounded to float32. */
  abstract double next(ByteBuffer bytes);

  /**
   * The kind that agrees with a datatype in every field.
   *
   * @throws UnreadableDataset when there is none
   */
  static NumberType of(DataType type) throws UnreadableDataset {
    Record fields = fields(type);
    return Stream.of(values())
        .filter(kind -> kind.fields.equals(fields))
        .findFirst()
        .orElseThrow(() -> new UnreadableDataset("as " + fields));
  }

  /** Values out of a dataset's bytes, rounded to float32 where they have more bits. */
  float[] floats(ByteBuffer bytes, OrderedDataType type) throws UnreadableDataset {
    ByteBuffer ordered = bytes.order(type.getByteOrder());
    if (this == FLOAT32) {
      float[] floats = new float[ordered.remaining() / Float.BYTES];
      ordered.asFloatBuffer().get(floats);
      return floats;
    }
    float[] floats = new float[ordered.remaining() / ((DataType) type).getSize()];
    for (int i = 0; i < floats.length; i++) {
      double value = next(ordered);
      floats[i] = (float) value;
      if (Float.isInfinite(floats[i]) && Double.isFinite(value)) {
        throw new UnreadableDataset(
            "with the number %s, which float32 cannot hold".formatted(value),
            "fetch or train it again");
      }
    }
    return floats;
  }

  private static Record fields(DataType type) {
    if (type instanceof FloatingPoint f
        && f.getMantissaNormalization() == FloatFields.IMPLIED_ONE) {
      return new FloatFields(
          f.getSize(),
          f.getBitOffset(),
          f.getBitPrecision(),
          f.getSignLocation(),
          f.getExponentLocation(),
          f.getExponentSize(),
          f.getMantissaLocation(),
          f.getMantissaSize(),
          f.getExponentBias());
    }
    if (type instanceof FixedPoint i) {
      return new IntegerFields(i.getSize(), i.getBitOffset(), i.getBitPrecision(), i.isSigned());
    }
    int number = type.getDataClass();
    return new OtherFields(
        number < CLASSES.size() ? CLASSES.get(number) : "datatype class " + number);
  }

  /** A float's layout, in bits from the lowest, but for its size. */
  private record FloatFields(
      int bytes,
      int offset,
      int precision,
      int sign,
      int exponent,
      int exponentBits,
      int mantissa,
      int mantissaBits,
      int bias) {

    /** HDF5's number for a mantissa whose leading one is not stored. */
    static final int IMPLIED_ONE = 2;

    @Override
    public String toString() {
      return ("%s-bit floats in %s bytes that are neither IEEE 754 nor bfloat16 (sign at bit %s,"
              + " %s bits of exponent at %s with bias %s, %s bits of mantissa at %s)")
          .formatted(precision, bytes, sign, exponentBits, exponent, bias, mantissaBits, mantissa);
    }
  }

  /** An integer's layout. */
  private record IntegerFields(int bytes, int offset, int precision, boolean signed) {
    @Override
    public String toString() {
      return "%s-bit %s integers at bit %s of %s bytes"
          .formatted(precision, signed ? "signed" : "unsigned", offset, bytes);
    }
  }

  /** No number at all. */
  private record OtherFields(String name) {
    @Override
    public String toString() {
      return name;
    }
  }
}
