package io.convbench.datasets.storage;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Arrays;
import java.util.OptionalLong;
import org.apache.commons.compress.archivers.tar.TarConstants;
import org.apache.commons.compress.archivers.tar.TarUtils;

/**
 * Goes from header to header of a tar before it is listed, which holds all of them in memory, and
 * refuses what no tar of images has: a header that is not whole, one of a megabyte, or headers
 * without end. POSIX.1-2017, pax: ustar interchange format.
 */
final class TarHeaders {

  static final int BLOCK_BYTES = 512;

  /** A long name or what pax says of a file. */
  static final int MAX_HEADER_BYTES = 1 << 20;

  /** ImageNet's training images are 1.3 million. */
  static final int MAX_ENTRIES = 2_000_000;

  private static final int SIZE = 124;
  private static final int TYPE = 156;
  private static final int GNU_EXTENDED = 482;
  private static final int GNU_EXTENDED_FURTHER = 504;

  private final FileChannel channel;
  private final ByteBuffer block = ByteBuffer.allocate(BLOCK_BYTES);
  private OptionalLong sizeByPax = OptionalLong.empty();

  private TarHeaders(FileChannel channel) {
    this.channel = channel;
  }

  /** Whether a file that begins so is a tar. */
  static boolean begins(byte[] start) {
    return start.length >= BLOCK_BYTES && holds(Arrays.copyOf(start, BLOCK_BYTES));
  }

  private static boolean holds(byte[] header) {
    try {
      return TarUtils.verifyCheckSum(header);
    } catch (IllegalArgumentException noNumber) {
      return false;
    }
  }

  /**
   * Goes through the headers.
   *
   * @throws IOException when there are too many, one is too long or not whole; the message is the
   *     reason alone
   */
  static void check(Path archive) throws IOException {
    try (FileChannel channel = FileChannel.open(archive, StandardOpenOption.READ)) {
      new TarHeaders(channel).check();
    }
  }

  private void check() throws IOException {
    int entries = 0;
    long at = 0;
    while (at < channel.size() && read(at) && !isZero()) {
      byte[] header = block.array();
      if (!holds(header)) {
        throw new IOException("a wrong checksum before byte %s".formatted(at + BLOCK_BYTES));
      }
      if (isOfAnother(header[TYPE])) {
        at = afterHeaderOfAnother(at);
      } else if (++entries > MAX_ENTRIES) {
        throw new IOException("it holds more than %s files".formatted(MAX_ENTRIES));
      } else {
        at = afterFile(at);
      }
    }
  }

  private long afterHeaderOfAnother(long at) throws IOException {
    byte type = block.array()[TYPE];
    long size = size();
    if (size > MAX_HEADER_BYTES) {
      throw new IOException(
          "a header of %s bytes at byte %s, more than %s".formatted(size, at, MAX_HEADER_BYTES));
    }
    if (type == TarConstants.LF_PAX_EXTENDED_HEADER_LC
        || type == TarConstants.LF_PAX_EXTENDED_HEADER_UC) {
      ByteBuffer records = ByteBuffer.allocate((int) size);
      readFully(records, at + BLOCK_BYTES);
      sizeByPax = size(new String(records.array(), StandardCharsets.ISO_8859_1));
    }
    return at + BLOCK_BYTES + padded(size);
  }

  private long afterFile(long at) throws IOException {
    long size = sizeByPax.orElse(size());
    sizeByPax = OptionalLong.empty();
    long data = at + BLOCK_BYTES;
    boolean further =
        block.array()[TYPE] == TarConstants.LF_GNUTYPE_SPARSE && block.array()[GNU_EXTENDED] != 0;
    while (further && read(data)) {
      further = block.array()[GNU_EXTENDED_FURTHER] != 0;
      data += BLOCK_BYTES;
    }
    return data + padded(size);
  }

  /** A header that says something of the file behind it. */
  private static boolean isOfAnother(byte type) {
    return type == TarConstants.LF_GNUTYPE_LONGNAME
        || type == TarConstants.LF_GNUTYPE_LONGLINK
        || type == TarConstants.LF_PAX_EXTENDED_HEADER_LC
        || type == TarConstants.LF_PAX_EXTENDED_HEADER_UC
        || type == TarConstants.LF_PAX_GLOBAL_EXTENDED_HEADER;
  }

  private long size() throws IOException {
    try {
      return nonNegative(TarUtils.parseOctalOrBinary(block.array(), SIZE, 12));
    } catch (IllegalArgumentException broken) {
      throw new IOException("a size that is not a number", broken);
    }
  }

  /** Of records {@code <length> <key>=<value>\n}, their length counting all of it. */
  private static OptionalLong size(String records) throws IOException {
    OptionalLong size = OptionalLong.empty();
    int at = 0;
    try {
      while (at < records.length() && records.charAt(at) != 0) {
        int space = records.indexOf(' ', at);
        int end = at + Integer.parseInt(records.substring(at, space));
        String record = records.substring(space + 1, end - 1);
        if (record.startsWith("size=")) {
          size = OptionalLong.of(nonNegative(Long.parseLong(record.substring(5))));
        }
        at = end;
      }
    } catch (NumberFormatException | IndexOutOfBoundsException broken) {
      throw new IOException("a broken pax header", broken);
    }
    return size;
  }

  private static long nonNegative(long size) throws IOException {
    if (size < 0 || size > Long.MAX_VALUE / 2) {
      throw new IOException("a size of %s bytes".formatted(size));
    }
    return size;
  }

  private static long padded(long size) {
    return (size + BLOCK_BYTES - 1) / BLOCK_BYTES * BLOCK_BYTES;
  }

  /** False where the tar ends before the block does, which listing it finds. */
  private boolean read(long at) throws IOException {
    block.clear();
    while (block.hasRemaining()) {
      if (channel.read(block, at + block.position()) < 0) {
        return false;
      }
    }
    return true;
  }

  private void readFully(ByteBuffer buffer, long at) throws IOException {
    while (buffer.hasRemaining() && channel.read(buffer, at + buffer.position()) >= 0) {}
  }

  private boolean isZero() {
    for (byte one : block.array()) {
      if (one != 0) {
        return false;
      }
    }
    return true;
  }
}
