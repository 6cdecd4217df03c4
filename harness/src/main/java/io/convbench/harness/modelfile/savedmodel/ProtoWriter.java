package io.convbench.harness.modelfile.savedmodel;

import com.google.protobuf.CodedOutputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;

/** A protocol buffer message: fields by number, encoded in the order in which they are added. */
final class ProtoWriter {

  /** Encodes into memory, where no write fails. */
  private interface Encoding {
    void writeTo(CodedOutputStream out) throws IOException;
  }

  private final ByteArrayOutputStream encoded = new ByteArrayOutputStream();

  /** An integer, boolean or enumeration. */
  ProtoWriter integer(int number, long value) {
    return encode(out -> out.writeInt64(number, value));
  }

  /** A {@code fixed32}. */
  ProtoWriter fixed(int number, int value) {
    return encode(out -> out.writeFixed32(number, value));
  }

  /** A float. */
  ProtoWriter real(int number, float value) {
    return encode(out -> out.writeFloat(number, value));
  }

  /** A string, or bytes that are text. */
  ProtoWriter text(int number, String value) {
    return encode(out -> out.writeString(number, value));
  }

  /** Packed integers. */
  ProtoWriter integers(int number, List<Integer> values) {
    ProtoWriter packed = new ProtoWriter();
    values.forEach(value -> packed.encode(out -> out.writeInt64NoTag(value)));
    return message(number, packed);
  }

  /** A message within this one, as it is now. */
  ProtoWriter message(int number, ProtoWriter value) {
    return encode(out -> out.writeByteArray(number, value.bytes()));
  }

  /** An entry of a map from texts to messages. */
  ProtoWriter entry(int number, String key, ProtoWriter value) {
    return message(number, new ProtoWriter().text(1, key).message(2, value));
  }

  /** The encoded message. */
  byte[] bytes() {
    return encoded.toByteArray();
  }

  private ProtoWriter encode(Encoding encoding) {
    try {
      CodedOutputStream out = CodedOutputStream.newInstance(encoded);
      encoding.writeTo(out);
      out.flush();
      return this;
    } catch (IOException e) {
      throw new UncheckedIOException("memory refused a write", e);
    }
  }
}
