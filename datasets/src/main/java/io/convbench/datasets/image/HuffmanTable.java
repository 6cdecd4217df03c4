package io.convbench.datasets.image;

import java.util.Arrays;

/**
 * A JPEG Huffman table (ITU-T T.81, annex C), decoded by a look-up of the next nine bits and by
 * code length beyond that.
 */
final class HuffmanTable {

  static final int LOOK_BITS = 9;

  private final int[] look = new int[1 << LOOK_BITS];
  private final int[] endOfLength = new int[17];
  private final int[] symbolOffset = new int[17];
  private final byte[] symbols;

  private HuffmanTable(int[] counts, byte[] symbols) throws DamagedImageException {
    this.symbols = symbols;
    int code = 0;
    int symbol = 0;
    for (int length = 1; length <= 16; length++) {
      symbolOffset[length] = symbol - code;
      for (int i = 0; i < counts[length]; i++) {
        fillLook(code++, length, symbols[symbol++] & 0xFF);
      }
      if (code > 1 << length) {
        throw new DamagedImageException(
            "a Huffman table of the JPEG has too many codes: it is corrupt, fetch it again");
      }
      endOfLength[length] = code;
      code <<= 1;
    }
  }

  /** Reads the 16 counts and the symbols that start at a place. */
  static HuffmanTable read(ImageBytes bytes, int at) throws DamagedImageException {
    int[] counts = new int[17];
    for (int length = 1; length <= 16; length++) {
      counts[length] = bytes.u8(at + length - 1);
    }
    int total = Arrays.stream(counts).sum();
    bytes.u8(at + 15 + total);
    return new HuffmanTable(counts, Arrays.copyOfRange(bytes.data(), at + 16, at + 16 + total));
  }

  int symbolCount() {
    return symbols.length;
  }

  /**
   * The code at the head of 16 bits.
   *
   * @return length of the code times 256 plus its symbol, or 0 when there is no such code
   */
  int decode(int next16) {
    int entry = look[next16 >>> 16 - LOOK_BITS];
    return entry != 0 ? entry : decodeLong(next16);
  }

  private int decodeLong(int next16) {
    for (int length = LOOK_BITS + 1; length <= 16; length++) {
      int code = next16 >>> 16 - length;
      if (code < endOfLength[length]) {
        int symbol = code + symbolOffset[length];
        return symbol < 0 ? 0 : length << 8 | symbols[symbol] & 0xFF;
      }
    }
    return 0;
  }

  private void fillLook(int code, int length, int symbol) {
    if (length <= LOOK_BITS && code < 1 << length) {
      int from = code << LOOK_BITS - length;
      Arrays.fill(look, from, from + (1 << LOOK_BITS - length), length << 8 | symbol);
    }
  }
}
