package io.convbench.harness.modelfile.savedmodel;

import com.google.protobuf.CodedInputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;

/** Reads a table from its footer on, as LevelDB's table_format.md describes. */
final class TableReader {

  private static final int FOOTER_BYTES = 48;

  private TableReader() {}

  /** All entries in the table's order. */
  static Map<String, byte[]> read(byte[] table) throws IOException {
    int footer = table.length - FOOTER_BYTES;
    if (fixed(table, table.length - 8).getLong() != 0xdb4775248b80fb57L) {
      throw new IOException("not a table");
    }
    CodedInputStream handles = CodedInputStream.newInstance(table, footer, FOOTER_BYTES);
    handles.readUInt64();
    handles.readUInt64();
    Map<String, byte[]> entries = new LinkedHashMap<>();
    for (byte[] handle : block(table, handles).values()) {
      entries.putAll(block(table, CodedInputStream.newInstance(handle)));
    }
    return entries;
  }

  private static Map<String, byte[]> block(byte[] table, CodedInputStream handle)
      throws IOException {
    int offset = Math.toIntExact(handle.readUInt64());
    int size = Math.toIntExact(handle.readUInt64());
    int restarts = fixed(table, offset + size - 4).getInt();
    CodedInputStream in =
        CodedInputStream.newInstance(table, offset, size - Integer.BYTES * (restarts + 1));
    Map<String, byte[]> entries = new LinkedHashMap<>();
    byte[] key = {};
    while (!in.isAtEnd()) {
      int shared = in.readUInt32();
      int own = in.readUInt32();
      int value = in.readUInt32();
      byte[] next = Arrays.copyOf(key, shared + own);
      System.arraycopy(in.readRawBytes(own), 0, next, shared, own);
      key = next;
      entries.put(new String(key, StandardCharsets.US_ASCII), in.readRawBytes(value));
    }
    return entries;
  }

  private static ByteBuffer fixed(byte[] bytes, int offset) {
    return ByteBuffer.wrap(bytes, offset, bytes.length - offset).order(ByteOrder.LITTLE_ENDIAN);
  }
}
