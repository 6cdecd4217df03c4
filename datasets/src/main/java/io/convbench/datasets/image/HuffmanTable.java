package io.convbench.datasets.image;

import java.util.Arrays;

/**
 * A JPEG Huffman table (ITU-T T.81, annex C), decoded as libjpeg does: codes of up to {@value
 * #LOOK_BITS} bits by a look-up, longer ones by their length.
 */
final class HuffmanTable {

  private static final int LONGEST = 16;
  private static final int LOOK_BITS = 9;

  private final ImageBytes bytes;
  private final int symbols;
  private final short[] look = new short[1 << LOOK_BITS];

  /** By length: how many symbols have shorter codes, and the first 16 bits behind its codes. */
  private final int[] shorter = new int[LONGEST + 1];

  private final int[] end = new int[LONGEST + 1];
  private final int symbolCount;

  /**
   * Reads the 16 counts and the symbols that start at a place.
   *
   * @throws DamagedImageException when the file ends before or there are more codes than fit
   */
  HuffmanTable(ImageBytes bytes, int at) throws DamagedImageException {
    this.bytes = bytes;
    this.symbols = at + LONGEST;
    int count = 0;
    int next = 0;
    for (int length = 1; length <= LONGEST; length++) {
      shorter[length] = count;
      int width = 1 << LONGEST - length;
      for (int i = 0; i < bytes.u8(at + length - 1); i++) {
        int symbol = bytes.u8(symbols + count++);
        if (next + width > 1 << LONGEST) {
          throw new DamagedImageException(
              "a Huffman table of the JPEG has too many codes: it is corrupt, fetch it again");
        }
        if (length <= LOOK_BITS) {
          int from = next >> LONGEST - LOOK_BITS;
          Arrays.fill(look, from, from + (1 << LOOK_BITS - length), entry(length, symbol));
        }
        next += width;
      }
      end[length] = next;
    }
    symbolCount = count;
  }

  int symbolCount() {
    return symbolCount;
  }

  /**
   * The code at the head of 16 bits.
   *
   * @return length of the code times 256 plus its symbol, or 0 when there is no such code
   */
  int decode(int next16) {
    int entry = look[next16 >> LONGEST - LOOK_BITS];
    return entry != 0 ? entry : decodeLong(next16);
  }

  private int decodeLong(int next16) {
    for (int length = LOOK_BITS + 1; length <= LONGEST; length++) {
      if (next16 < end[length]) {
        int index = shorter[length] + (next16 - end[length - 1] >> LONGEST - length);
        return entry(length, bytes.data()[symbols + index] & 0xFF);
      }
    }
    return 0;
  }

  private static short entry(int length, int symbol) {
    return (short) (length << 8 | symbol);
  }
}
