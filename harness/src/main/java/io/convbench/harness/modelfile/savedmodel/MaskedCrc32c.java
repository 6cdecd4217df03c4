package io.convbench.harness.modelfile.savedmodel;

import java.util.zip.CRC32C;

/** How TensorFlow stores a CRC-32C ({@code crc32c.h}), so that a sum of sums is not a weak one. */
final class MaskedCrc32c {

  private static final int DELTA = 0xa282ead8;

  private MaskedCrc32c() {}

  static int mask(CRC32C crc) {
    return Integer.rotateRight((int) crc.getValue(), 15) + DELTA;
  }
}
