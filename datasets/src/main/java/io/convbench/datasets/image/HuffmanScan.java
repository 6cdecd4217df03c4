package io.convbench.datasets.image;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.util.List;

/**
 * Follows the Huffman codes of one sequential scan without computing pixels: every code must exist,
 * no block may run past its 64 coefficients, and the codes must end where the data do.
 */
final class HuffmanScan {

  /** The tables of one 8 x 8 block. */
  record Block(HuffmanTable dc, HuffmanTable ac) {}

  /** Some encoders leave bytes behind a whole picture; libjpeg passes over them. */
  private static final int SPARE_BYTES = 16;

  private static final VarHandle BIG_ENDIAN =
      MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.BIG_ENDIAN);

  private final byte[] data;
  private int position;

  /** The next bits, from the highest down. */
  private long buffer;

  private int bits;
  private int paddingBits;

  HuffmanScan(byte[] data, int position) {
    this.data = data;
    this.position = position;
  }

  /** After the check: where the next marker starts. */
  int position() {
    return position;
  }

  /**
   * Follows all codes.
   *
   * @param unit the blocks of one minimum coded unit
   * @param unitCount units in the scan
   * @param restartInterval units between restart markers, 0 for none
   * @throws DamagedImageException when the codes are broken
   */
  void check(List<Block> unit, int unitCount, int restartInterval) throws DamagedImageException {
    Block[] blocks = unit.toArray(Block[]::new);
    for (int i = 0; i < unitCount; i++) {
      if (restartInterval > 0 && i > 0 && i % restartInterval == 0) {
        endInterval();
        passRestart(i / restartInterval - 1 & 7);
      }
      for (Block block : blocks) {
        checkBlock(block);
      }
    }
    endInterval();
  }

  /** A symbol and its extra bits never exceed the 32 bits that are ensured before each. */
  private void checkBlock(Block block) throws DamagedImageException {
    fill();
    int first = block.dc().decode((int) (buffer >>> 48));
    skip((first >> 8) + (first & 15));
    if (first == 0 || checkCoefficients(block.ac()) > 64 || bits < paddingBits) {
      throw corrupt();
    }
  }

  /**
   * Follows all but the first coefficient, several symbols at a look, in local variables: they stay
   * in registers.
   *
   * <p>Bits are fetched for two looks at once, wanted or not: a branch on how many are left is
   * guessed wrong every other time, and costs more.
   */
  private int checkCoefficients(HuffmanTable table) {
    long ahead = buffer;
    int left = bits;
    int at = position;
    int coefficient = 1;
    int run;
    do {
      long next = at + Long.BYTES <= data.length ? (long) BIG_ENDIAN.get(data, at) : -1;
      if (holdsFf(next)) {
        buffer = ahead;
        bits = left;
        position = at;
        fill();
        ahead = buffer;
        left = bits;
        at = position;
      } else {
        ahead |= next >>> left;
        at += 63 - left >>> 3;
        left |= 56;
      }
      run = table.run(ahead, coefficient);
      coefficient += HuffmanTable.coefficients(run);
      left -= HuffmanTable.bits(run);
      ahead <<= HuffmanTable.bits(run);
      if (left >= 32 && goesOn(run, coefficient)) {
        run = table.run(ahead, coefficient);
        coefficient += HuffmanTable.coefficients(run);
        left -= HuffmanTable.bits(run);
        ahead <<= HuffmanTable.bits(run);
      }
    } while (goesOn(run, coefficient));
    buffer = ahead;
    bits = left;
    position = at;
    return coefficient;
  }

  private static boolean goesOn(int run, int coefficient) {
    return coefficient < 64 && !HuffmanTable.endsBlock(run);
  }

  private void skip(int count) {
    buffer <<= count;
    bits -= count;
  }

  /** Ensures 32 bits; what a look at eight bytes puts behind them is put there again later. */
  private void fill() {
    if (bits >= 32) {
      return;
    }
    if (position + Long.BYTES <= data.length) {
      long next = (long) BIG_ENDIAN.get(data, position);
      if (!holdsFf(next)) {
        int count = 63 - bits >>> 3;
        buffer |= next >>> bits;
        bits += 8 * count;
        position += count;
        return;
      }
    }
    while (bits <= 48) {
      buffer |= nextByte() << 56 - bits;
      bits += 8;
    }
  }

  /** Whether one of eight bytes is 0xFF, which may start a marker. */
  private static boolean holdsFf(long bytes) {
    long inverted = ~bytes;
    return (inverted - 0x0101010101010101L & ~inverted & 0x8080808080808080L) != 0;
  }

  /** The next data byte; zeros once a marker or the end of the file is reached. */
  private long nextByte() {
    if (position < data.length) {
      int value = data[position] & 0xFF;
      if (value != 0xFF) {
        position++;
        return value;
      }
      if (position + 1 < data.length && data[position + 1] == 0) {
        position += 2;
        return value;
      }
    }
    paddingBits += 8;
    return 0;
  }

  /** The codes must have used the data up to the marker, a few spare bytes aside, and no more. */
  private void endInterval() throws DamagedImageException {
    int left = bits - paddingBits;
    int spare = left / 8;
    while (position < data.length && !atMarker() && spare <= SPARE_BYTES) {
      position++;
      spare++;
    }
    if (left < 0 || spare > SPARE_BYTES) {
      throw corrupt();
    }
    buffer = 0;
    bits = 0;
    paddingBits = 0;
  }

  private boolean atMarker() {
    return data[position] == (byte) 0xFF
        && (position + 1 == data.length || data[position + 1] != 0);
  }

  private void passRestart(int number) throws DamagedImageException {
    while (position + 1 < data.length && data[position + 1] == (byte) 0xFF) {
      position++; // fill bytes
    }
    if (position + 1 >= data.length || (data[position + 1] & 0xFF) != 0xD0 + number) {
      throw corrupt();
    }
    position += 2;
  }

  private DamagedImageException corrupt() {
    if (position + 1 >= data.length) {
      return new DamagedImageException(
          "the JPEG ends after %s bytes without its end marker: it is truncated, fetch it again"
              .formatted(data.length));
    }
    return new DamagedImageException(
        "the JPEG's codes are broken near byte %s of %s: it is corrupt, fetch it again"
            .formatted(position, data.length));
  }
}
