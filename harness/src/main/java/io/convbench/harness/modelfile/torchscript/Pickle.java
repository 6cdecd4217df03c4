package io.convbench.harness.modelfile.torchscript;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;

/**
 * Emits the opcodes of Python's pickle protocol 2 that PyTorch's unpickler reads (PEP 307), without
 * memo. Methods are called in the order in which the stack machine reads.
 */
final class Pickle {

  private final ByteArrayOutputStream out = new ByteArrayOutputStream();

  Pickle() {
    opcode(0x80).write(2);
  }

  Pickle global(String module, String name) {
    return opcode('c').ascii(module).opcode('\n').ascii(name).opcode('\n');
  }

  Pickle mark() {
    return opcode('(');
  }

  Pickle tuple() {
    return opcode('t');
  }

  Pickle emptyTuple() {
    return opcode(')');
  }

  Pickle emptyDict() {
    return opcode('}');
  }

  Pickle setItems() {
    return opcode('u');
  }

  Pickle newObject() {
    return opcode(0x81);
  }

  Pickle reduce() {
    return opcode('R');
  }

  Pickle build() {
    return opcode('b');
  }

  Pickle persistentId() {
    return opcode('Q');
  }

  Pickle falseValue() {
    return opcode(0x89);
  }

  Pickle text(String value) {
    byte[] bytes = value.getBytes(StandardCharsets.UTF_8);
    opcode('X').writeInt(bytes.length);
    out.writeBytes(bytes);
    return this;
  }

  Pickle integer(int value) {
    return opcode('J').writeInt(value);
  }

  byte[] stop() {
    opcode('.');
    return out.toByteArray();
  }

  private Pickle opcode(int code) {
    return write(code);
  }

  private Pickle write(int code) {
    out.write(code);
    return this;
  }

  private Pickle writeInt(int value) {
    out.writeBytes(
        ByteBuffer.allocate(Integer.BYTES).order(ByteOrder.LITTLE_ENDIAN).putInt(value).array());
    return this;
  }

  private Pickle ascii(String value) {
    out.writeBytes(value.getBytes(StandardCharsets.US_ASCII));
    return this;
  }
}
