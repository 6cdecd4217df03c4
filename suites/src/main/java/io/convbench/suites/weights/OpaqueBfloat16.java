package io.convbench.suites.weights;

import java.io.IOException;
import java.nio.ByteOrder;
import java.nio.LongBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileChannel.MapMode;
import java.nio.file.Path;

/**
 * How Keras 3 writes variables of bfloat16: as opaque elements of two bytes whose tag is empty.
 * jhdf fails on the header of such a dataset without saying why, so that its bytes are looked for.
 */
final class OpaqueBfloat16 {

  /** A datatype message (3) of 8 bytes in a header of HDF5 1.8, whatever its flags. */
  private static final long MESSAGE = 0x0000_0000_0008_0003L;

  private static final long ALL_BUT_FLAGS = 0xffff_ff00_ffff_ffffL;

  /** Version 1, class 5 (opaque), no tag, two bytes. */
  private static final long DATATYPE = 0x0000_0002_0000_0015L;

  private OpaqueBfloat16() {}

  /** Whether an HDF5 file has such a dataset within its first 2 GiB. */
  static boolean isIn(Path hdf5) throws IOException {
    try (FileChannel channel = FileChannel.open(hdf5)) {
      long bytes = Math.min(channel.size(), Integer.MAX_VALUE);
      LongBuffer words =
          channel.map(MapMode.READ_ONLY, 0, bytes).order(ByteOrder.LITTLE_ENDIAN).asLongBuffer();
      for (int i = 1; i < words.limit(); i++) {
        if (words.get(i) == DATATYPE && (words.get(i - 1) & ALL_BUT_FLAGS) == MESSAGE) {
          return true;
        }
      }
      return false;
    }
  }
}
