package io.convbench.datasets.image;

import java.util.Arrays;
import javax.imageio.plugins.jpeg.JPEGHuffmanTable;

/**
 * A JPEG Huffman table (ITU-T T.81, annex C), decoded by a look-up of the next nine bits and by
 * code length beyond that; for coefficients also by a look-up of all symbols in the next {@value
 * #RUN_BITS} bits.
 */
final class HuffmanTable {

  private static final int LOOK_BITS = 9;
  private static final int RUN_BITS = 12;

  private static final int END_OF_BLOCK = 1 << 31;

  /** Of more coefficients than a block has. */
  private static final int DAMAGED = 1000 << 8;

  private final int[] look = new int[1 << LOOK_BITS];
  private final int[] endOfLength = new int[17];
  private final int[] symbolOffset = new int[17];
  private final byte[] symbols;
  private final int[] runs;

  private HuffmanTable(int[] counts, byte[] symbols, boolean ofCoefficients)
      throws DamagedImageException {
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
    runs = new int[ofCoefficients ? 1 << RUN_BITS : 0];
    Arrays.setAll(runs, this::runOf);
  }

  /**
   * Reads the 16 counts and the symbols that start at a place.
   *
   * @param ofCoefficients whether {@link #run} will be asked
   */
  static HuffmanTable read(ImageBytes bytes, int at, boolean ofCoefficients)
      throws DamagedImageException {
    int[] counts = new int[17];
    for (int length = 1; length <= 16; length++) {
      counts[length] = bytes.u8(at + length - 1);
    }
    int end = at + 16 + Arrays.stream(counts).sum();
    bytes.u8(end - 1);
    if (ofCoefficients) {
      for (Standard standard : Standard.values()) {
        if (Arrays.equals(standard.bytes, 0, standard.bytes.length, bytes.data(), at, end)) {
          return standard.table;
        }
      }
    }
    return new HuffmanTable(counts, Arrays.copyOfRange(bytes.data(), at + 16, end), ofCoefficients);
  }

  /** The coefficients' tables of annex K, which most encoders write: made once. */
  private enum Standard {
    LUMINANCE(JPEGHuffmanTable.StdACLuminance),
    CHROMINANCE(JPEGHuffmanTable.StdACChrominance);

    private final byte[] bytes;
    private final HuffmanTable table;

    Standard(JPEGHuffmanTable standard) {
      short[] lengths = standard.getLengths();
      short[] values = standard.getValues();
      int[] counts = new int[17];
      bytes = new byte[16 + values.length];
      for (int i = 0; i < lengths.length; i++) {
        counts[i + 1] = lengths[i];
        bytes[i] = (byte) lengths[i];
      }
      for (int i = 0; i < values.length; i++) {
        bytes[16 + i] = (byte) values[i];
      }
      try {
        table = new HuffmanTable(counts, Arrays.copyOfRange(bytes, 16, bytes.length), true);
      } catch (DamagedImageException impossible) {
        throw new IllegalStateException("the standard's tables are sound", impossible);
      }
    }
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

  /**
   * The symbols that the next bits begin with, their extra bits included: as many as a look-up
   * holds, or one where its code is longer or the block ends before.
   *
   * @param ahead 64 bits, of which 32 are known
   * @param coefficient how many of the block were passed
   * @return to be asked by {@link #bits}, {@link #coefficients} and {@link #endsBlock}; where there
   *     is no such code, more coefficients than a block has
   */
  int run(long ahead, int coefficient) {
    int run = runs[(int) (ahead >>> 64 - RUN_BITS)];
    boolean fits = run != 0 && coefficient + coefficients(run) < 64;
    return fits ? run : single((int) (ahead >>> 48));
  }

  private int single(int next16) {
    int entry = decode(next16);
    int size = entry & 15;
    int zeros = entry >> 4 & 15;
    int bits = (entry >> 8) + size;
    if (size == 0 && zeros < 15) {
      return entry == 0 ? DAMAGED : END_OF_BLOCK | bits;
    }
    return zeros + 1 << 8 | bits;
  }

  /** Bits of a run, the extra bits of its last symbol beyond the look-up included. */
  static int bits(int run) {
    return run & 0xFF;
  }

  /** How many coefficients a run passes. */
  static int coefficients(int run) {
    return run >> 8 & 0xFFFF;
  }

  static boolean endsBlock(int run) {
    return run < 0;
  }

  private int runOf(int next) {
    int bits = 0;
    int coefficients = 0;
    while (bits < RUN_BITS) {
      int entry = decode(next << 16 - RUN_BITS + bits & 0xFFFF);
      int size = entry & 15;
      int zeros = entry >> 4 & 15;
      if (entry == 0 || bits + (entry >> 8) > RUN_BITS) {
        break;
      }
      bits += (entry >> 8) + size;
      if (size == 0 && zeros < 15) {
        return END_OF_BLOCK | coefficients << 8 | bits;
      }
      coefficients += zeros + 1;
    }
    return coefficients << 8 | bits;
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
