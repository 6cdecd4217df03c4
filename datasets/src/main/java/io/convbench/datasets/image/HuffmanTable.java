package io.convbench.datasets.image;

import java.util.Arrays;

/** A JPEG Huffman table (ITU-T T.81, annex C), decoded by a look-up of the next 16 bits. */
final class HuffmanTable {

  private static final int LONGEST = 16;

  private final short[] entries = new short[1 << LONGEST];
  private final int symbolCount;

  /**
   * Reads the 16 counts and the symbols that start at a place.
   *
   * @throws DamagedImageException when the file ends before or there are more codes than fit
   */
  HuffmanTable(ImageBytes bytes, int at) throws DamagedImageException {
    int symbol = at + LONGEST;
    int next = 0;
    for (int length = 1; length <= LONGEST; length++) {
      int width = 1 << LONGEST - length;
      for (int i = 0; i < bytes.u8(at + length - 1); i++) {
        if (next + width > entries.length) {
          throw new DamagedImageException(
              "a Huffman table of the JPEG has too many codes: it is corrupt, fetch it again");
        }
        Arrays.fill(entries, next, next + width, (short) (length << 8 | bytes.u8(symbol++)));
        next += width;
      }
    }
    symbolCount = symbol - at - LONGEST;
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
    return entries[next16];
  }
}
