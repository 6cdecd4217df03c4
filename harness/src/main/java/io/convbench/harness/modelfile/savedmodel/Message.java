package io.convbench.harness.modelfile.savedmodel;

import com.google.protobuf.CodedOutputStream;
import com.google.protobuf.WireFormat;
import java.io.IOException;
import java.io.OutputStream;
import java.util.ArrayList;
import java.util.List;

/**
 * A protocol buffer message to be written: fields by number in the order of their adding. Every
 * size is known before a byte is written, so that a field's content may be read only then.
 */
final class Message {

  /** Bytes that are produced when the message is written. */
  interface Content {
    void writeTo(OutputStream out) throws IOException;
  }

  private interface Writing {
    void writeTo(CodedOutputStream out) throws IOException;
  }

  /** One field: its bytes with the tag, and how they are written. */
  private record Field(long size, Writing writing) {}

  private final List<Field> fields = new ArrayList<>();

  /** An integer, boolean or enumeration. */
  Message integer(int number, long value) {
    return add(
        CodedOutputStream.computeInt64Size(number, value), out -> out.writeInt64(number, value));
  }

  /** A float. */
  Message real(int number, float value) {
    return add(
        CodedOutputStream.computeFloatSize(number, value), out -> out.writeFloat(number, value));
  }

  /** A string, or bytes that are text. */
  Message text(int number, String value) {
    return add(
        CodedOutputStream.computeStringSize(number, value), out -> out.writeString(number, value));
  }

  /** Packed integers. */
  Message integers(int number, List<Integer> values) {
    long size = values.stream().mapToLong(CodedOutputStream::computeInt64SizeNoTag).sum();
    return delimited(
        number,
        size,
        out -> {
          for (int value : values) {
            out.writeInt64NoTag(value);
          }
        });
  }

  /** A message within this one. */
  Message message(int number, Message value) {
    List<Field> asItIsNow = List.copyOf(value.fields);
    return delimited(number, value.size(), out -> write(asItIsNow, out));
  }

  /** An entry of a map from texts to messages. */
  Message entry(int number, String key, Message value) {
    return message(number, new Message().text(1, key).message(2, value));
  }

  /**
   * Bytes that are produced at writing time.
   *
   * @param size their exact number
   */
  Message bytes(int number, long size, Content content) {
    return delimited(number, size, out -> content.writeTo(new RawBytes(out)));
  }

  /** Bytes of the whole message. */
  long size() {
    return fields.stream().mapToLong(Field::size).sum();
  }

  /** Writes the whole message. */
  void writeTo(OutputStream out) throws IOException {
    CodedOutputStream coded = CodedOutputStream.newInstance(out, 1 << 16);
    write(fields, coded);
    coded.flush();
  }

  private static void write(List<Field> fields, CodedOutputStream out) throws IOException {
    for (Field field : fields) {
      field.writing().writeTo(out);
    }
  }

  private Message delimited(int number, long size, Writing writing) {
    int tagSize = CodedOutputStream.computeTagSize(number);
    return add(
        tagSize + CodedOutputStream.computeUInt64SizeNoTag(size) + size,
        out -> {
          out.writeTag(number, WireFormat.WIRETYPE_LENGTH_DELIMITED);
          out.writeUInt64NoTag(size);
          writing.writeTo(out);
        });
  }

  private Message add(long size, Writing writing) {
    fields.add(new Field(size, writing));
    return this;
  }

  /** A coded stream as a plain one, for what writes arrays of bytes. */
  private static final class RawBytes extends OutputStream {
    private final CodedOutputStream out;

    RawBytes(CodedOutputStream out) {
      this.out = out;
    }

    @Override
    public void write(int value) throws IOException {
      out.writeRawByte((byte) value);
    }

    @Override
    public void write(byte[] bytes, int offset, int length) throws IOException {
      out.writeRawBytes(bytes, offset, length);
    }
  }
}
