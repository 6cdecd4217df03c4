package io.convbench.datasets.image;

import java.util.List;

/**
 * Follows the Huffman codes of one sequential scan without computing pixels: every code must exist,
 * no block may run past its 64 coefficients, and the codes must end where the data do.
 */
final class HuffmanScan {

  /** The tables of one 8 x 8 block. */
  record Block(HuffmanTable dc, HuffmanTable ac) {}

  private static final int NO_SYMBOL = -1;

  private final byte[] data;
  private final ExtraneousBytes extraneous;
  private int position;

  /** The next bits, from the highest down. */
  private long buffer;

  private int bits;
  private int paddingBits;

  /**
   * @param extraneous receives the bytes between the codes' end and the marker behind them
   */
  HuffmanScan(byte[] data, int position, ExtraneousBytes extraneous) {
    this.data = data;
    this.position = position;
    this.extraneous = extraneous;
  }

  /** After the check: where the next marker starts; the file's end when there is none. */
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
        endInterval(blocks);
        passRestart(i / restartInterval - 1 & 7);
      }
      for (Block block : blocks) {
        if (!passBlock(block)) {
          throw corrupt();
        }
      }
    }
    endInterval(blocks);
  }

  /** Whether every code of a block exists and they are of no more coefficients than it has. */
  private boolean passBlock(Block block) {
    int symbol = passSymbol(block.dc());
    int coefficients = 1;
    while (symbol != NO_SYMBOL && coefficients < 64) {
      symbol = passSymbol(block.ac());
      if ((symbol & 15) == 0 && symbol >> 4 < 15) {
        break; // end of block
      }
      coefficients += (symbol >> 4) + 1;
    }
    return symbol != NO_SYMBOL && coefficients <= 64 && bits >= paddingBits;
  }

  /** Moves behind a code and its extra bits, together 31 at most. */
  private int passSymbol(HuffmanTable table) {
    if (bits < 32) {
      fill();
    }
    int entry = table.decode((int) (buffer >>> 48));
    int count = (entry >> 8) + (entry & 15);
    buffer <<= count;
    bits -= count;
    return entry == 0 ? NO_SYMBOL : entry & 0xFF;
  }

  private void fill() {
    while (bits <= 48) {
      buffer |= nextByte() << 56 - bits;
      bits += 8;
    }
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

  /**
   * The codes must have used the data up to the marker and no more. What is between may be anything
   * but codes of blocks, which damage made the scan lose.
   */
  private void endInterval(Block[] unit) throws DamagedImageException {
    int left = bits - paddingBits;
    int end = codesEnd(left / 8);
    int marker = end;
    while (marker < data.length && !isMarker(marker)) {
      marker++;
    }
    if (left < 0) {
      throw corrupt();
    }
    if (marker > end && isInsideZeros(end, left % 8)) {
      throw new DamagedImageException(
          "the JPEG's codes end in zeros at byte %s of %s: its end was lost, fetch it again"
              .formatted(end, data.length));
    }
    if (marker > end && codesGoOn(unit)) {
      throw corrupt();
    }
    extraneous.add(end, marker);
    position = marker;
    buffer = 0;
    bits = 0;
    paddingBits = 0;
  }

  /** Where the bytes start of which no bit was used. */
  private int codesEnd(int unusedBytes) {
    int end = position;
    for (int i = 0; i < unusedBytes; i++) {
      boolean stuffed = end > 1 && data[end - 1] == 0 && data[end - 2] == (byte) 0xFF;
      end -= stuffed ? 2 : 1;
    }
    return end;
  }

  /**
   * Whether codes were read from zeros that go on behind them. To most tables zeros are codes,
   * those that fill up a file whose end was lost, too. A sound picture's last byte may be zero as
   * well, but hardly two, and not with padding in it, which is of ones.
   */
  private boolean isInsideZeros(int end, int padding) {
    boolean zeros = data[end] == 0 && data[end - 1] == 0;
    return zeros && (padding > 0 || data[end - 2] == 0 && data[end - 3] != (byte) 0xFF);
  }

  /** Whether the rest reads as whole units up to its very end, which encoders pad with ones. */
  private boolean codesGoOn(Block[] unit) {
    int left;
    do {
      for (Block block : unit) {
        if (!passBlock(block)) {
          return false;
        }
      }
      left = bits - paddingBits;
    } while (left >= 8 || ~buffer >>> 1 >>> 63 - left != 0);
    return true;
  }

  private boolean isMarker(int at) {
    return data[at] == (byte) 0xFF && (at + 1 == data.length || data[at + 1] != 0);
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
