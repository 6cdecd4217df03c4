package io.convbench.harness.modelfile.savedmodel;

import com.google.protobuf.CodedOutputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.zip.CRC32C;

/**
 * A table of LevelDB's format ({@code doc/table_format.md} there; TensorFlow's {@code
 * core/lib/io/table}) with a single block of data, no compression and no shared prefixes: small and
 * read as a whole.
 */
final class SortedTable {

  private static final int FOOTER_BYTES = 48;
  private static final long MAGIC = 0xdb4775248b80fb57L;

  /** Stored as it is. */
  private static final int NO_COMPRESSION = 0;

  private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
  private final CodedOutputStream out = CodedOutputStream.newInstance(bytes);

  private SortedTable() {}

  /**
   * The table's bytes.
   *
   * @param entries keys in ASCII, whose order is then that of their bytes; at least one
   */
  static byte[] encode(SortedMap<String, byte[]> entries) throws IOException {
    SortedTable table = new SortedTable();
    byte[] data = table.block(entries);
    byte[] meta = table.block(new TreeMap<>());
    byte[] index = table.block(new TreeMap<>(Map.of(entries.lastKey(), data)));
    return table.footer(meta, index);
  }

  /** Adds a block and returns its handle: offset and size. */
  private byte[] block(SortedMap<String, byte[]> entries) throws IOException {
    byte[] block = content(entries);
    CRC32C crc = new CRC32C();
    crc.update(block);
    crc.update(NO_COMPRESSION);
    byte[] handle = handle(out.getTotalBytesWritten(), block.length);
    out.writeRawBytes(block);
    out.writeRawByte(NO_COMPRESSION);
    out.writeFixed32NoTag(MaskedCrc32c.mask(crc));
    return handle;
  }

  /** Entries, then where each begins, then how many begin so. */
  private static byte[] content(SortedMap<String, byte[]> entries) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    CodedOutputStream block = CodedOutputStream.newInstance(bytes);
    List<Integer> starts = new ArrayList<>();
    for (Map.Entry<String, byte[]> entry : entries.entrySet()) {
      starts.add(block.getTotalBytesWritten());
      byte[] key = entry.getKey().getBytes(StandardCharsets.US_ASCII);
      block.writeUInt32NoTag(0);
      block.writeUInt32NoTag(key.length);
      block.writeUInt32NoTag(entry.getValue().length);
      block.writeRawBytes(key);
      block.writeRawBytes(entry.getValue());
    }
    if (starts.isEmpty()) {
      starts.add(0);
    }
    for (int start : starts) {
      block.writeFixed32NoTag(start);
    }
    block.writeFixed32NoTag(starts.size());
    block.flush();
    return bytes.toByteArray();
  }

  private static byte[] handle(long offset, long size) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    CodedOutputStream handle = CodedOutputStream.newInstance(bytes);
    handle.writeUInt64NoTag(offset);
    handle.writeUInt64NoTag(size);
    handle.flush();
    return bytes.toByteArray();
  }

  private byte[] footer(byte[] meta, byte[] index) throws IOException {
    out.writeRawBytes(meta);
    out.writeRawBytes(index);
    out.writeRawBytes(new byte[FOOTER_BYTES - Long.BYTES - meta.length - index.length]);
    out.writeFixed64NoTag(MAGIC);
    out.flush();
    return bytes.toByteArray();
  }
}
