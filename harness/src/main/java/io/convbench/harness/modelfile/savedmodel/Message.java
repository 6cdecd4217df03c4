package io.convbench.harness.modelfile.savedmodel;

import com.google.protobuf.CodedOutputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;

/** A protocol buffer message: fields by number, encoded in the order in which they are added. */
final class Message {

  /** Encodes into memory, where no write fails. */
  private interface Encoding {
    void writeTo(CodedOutputStream out) throws IOException;
  }

  private final ByteArrayOutputStream encoded = new ByteArrayOutputStream();

  /** An integer, boolean or enumeration. */
  Message integer(int number, long value) {
    return encode(out -> out.writeInt64(number, value));
  }

  /** A {@code fixed32}. */
  Message fixed(int number, int value) {
    return encode(out -> out.writeFixed32(number, value));
  }

  /** A float. */
  Message real(int number, float value) {
    return encode(out -> out.writeFloat(number, value));
  }

  /** A string, or bytes that are text. */
  Message text(int number, String value) {
    return encode(out -> out.writeString(number, value));
  }

  /** Packed integers. */
  Message integers(int number, List<Integer> values) {
    Message packed = new Message();
    values.forEach(value -> packed.encode(out -> out.writeInt64NoTag(value)));
    return message(number, packed);
  }

  /** A message within this one, as it is now. */
  Message message(int number, Message value) {
    return encode(out -> out.writeByteArray(number, value.bytes()));
  }

  /** An entry of a map from texts to messages. */
  Message entry(int number, String key, Message value) {
    return message(number, new Message().text(1, key).message(2, value));
  }

  /** The encoded message. */
  byte[] bytes() {
    return encoded.toByteArray();
  }

  private Message encode(Encoding encoding) {
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
