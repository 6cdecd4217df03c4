package io.convbench.suites.weights;

import io.jhdf.dataset.DatasetBase;
import io.jhdf.filter.FilterManager;
import io.jhdf.object.message.FilterPipelineMessage;
import io.jhdf.object.message.FilterPipelineMessage.FilterInfo;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;
import java.util.BitSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.zip.DataFormatException;
import java.util.zip.Inflater;

/**
 * The filters of a dataset's chunks, undone in the opposite order: those of h5py. Checksums are
 * verified, and nothing is unfolded to more than a chunk's size.
 */
final class ChunkFilters {

  private static final int DEFLATE = 1;
  private static final int SHUFFLE = 2;
  private static final int FLETCHER32 = 3;
  private static final int LZF = 32000;

  /**
   * zlib, "Technical details": the limit of what a byte of deflate can stand for; LZF's is less.
   */
  private static final int MOST_UNFOLDED = 1032;

  /** Where LZF keeps the size of a chunk among its parameters. */
  private static final int LZF_CHUNK_BYTES = 2;

  /** Filters that files may have but are not read here; their numbers are HDF5's. */
  private static final Map<Integer, String> NAMES =
      Map.of(
          4,
          "szip",
          5,
          "n-bit",
          6,
          "scale-offset",
          32001,
          "Blosc",
          32004,
          "LZ4",
          32008,
          "bitshuffle",
          32015,
          "Zstandard",
          32026,
          "Blosc2");

  private final List<FilterInfo> filters;
  private final int chunkBytes;

  private ChunkFilters(List<FilterInfo> filters, int chunkBytes) {
    this.filters = filters;
    this.chunkBytes = chunkBytes;
  }

  /**
   * @param chunkBytes an unfiltered chunk's size
   * @throws UnreadableDataset when a filter is not known
   */
  static ChunkFilters of(DatasetBase dataset, int chunkBytes) throws UnreadableDataset {
    List<FilterInfo> filters =
        dataset.getHeader().getMessagesOfType(FilterPipelineMessage.class).stream()
            .flatMap(message -> message.getFilters().stream())
            .toList();
    for (FilterInfo filter : filters) {
      if (!List.of(DEFLATE, SHUFFLE, FLETCHER32, LZF).contains(filter.getId())) {
        throw new UnreadableDataset(
            "in chunks with HDF5 filter %s (%s)"
                .formatted(filter.getId(), NAMES.getOrDefault(filter.getId(), "unknown")));
      }
    }
    return new ChunkFilters(filters, chunkBytes);
  }

  /**
   * Passes filters that notice a chunk that was stored without them, as HDF5 can store those that
   * reach beyond the dataset: the library does not tell which files do.
   *
   * @throws UnreadableDataset when bytes are only shuffled
   */
  void requireRecognisable() throws UnreadableDataset {
    if (!filters.isEmpty() && filters.stream().allMatch(filter -> filter.getId() == SHUFFLE)) {
      throw new UnreadableDataset("in chunks that are shuffled but not compressed");
    }
  }

  /**
   * The bytes of a chunk as they were before filtering.
   *
   * @param skipped the filters, by their place, that this chunk was stored without
   * @throws DamagedDataException when they are damaged
   */
  byte[] decode(byte[] stored, BitSet skipped) {
    byte[] bytes = stored;
    for (int i = filters.size() - 1; i >= 0; i--) {
      if (!skipped.get(i)) {
        bytes = decode(bytes, filters.get(i));
      }
    }
    if (bytes.length != chunkBytes) {
      throw new DamagedDataException(
          "a chunk has %s bytes instead of %s".formatted(bytes.length, chunkBytes));
    }
    return bytes;
  }

  private byte[] decode(byte[] bytes, FilterInfo filter) {
    return switch (filter.getId()) {
      case DEFLATE -> inflate(bytes);
      case FLETCHER32 -> verify(bytes);
      case LZF -> unfold(bytes, filter);
      default -> FilterManager.getPipeline(List.of(filter)).decode(bytes);
    };
  }

  /** The most bytes that filtered ones of this number can become. */
  double mostBytes(long filtered) {
    long packings = filters.stream().filter(f -> f.getId() == DEFLATE || f.getId() == LZF).count();
    return filtered * Math.pow(MOST_UNFOLDED, packings);
  }

  /** Checksums may be among what was compressed. */
  private int limit() {
    return Math.addExact(chunkBytes, Math.multiplyExact(filters.size(), Integer.BYTES));
  }

  private byte[] inflate(byte[] packed) {
    Inflater inflater = new Inflater();
    try {
      inflater.setInput(packed);
      // one more: the inflater sees the end of its input after the last byte only
      byte[] bytes = new byte[Math.addExact(limit(), 1)];
      int length = 0;
      while (!inflater.finished()) {
        int inflated = inflater.inflate(bytes, length, bytes.length - length);
        length += inflated;
        if (inflated == 0 && !inflater.finished()) {
          throw new DamagedDataException(
              length == bytes.length
                  ? "a chunk inflates to more than its %s bytes".formatted(chunkBytes)
                  : "a compressed chunk ends early");
        }
      }
      return Arrays.copyOf(bytes, length);
    } catch (DataFormatException e) {
      // no cause: its message would be shown instead
      throw new DamagedDataException("a chunk cannot be inflated: " + e.getMessage());
    } finally {
      inflater.end();
    }
  }

  private byte[] unfold(byte[] packed, FilterInfo filter) {
    int[] parameters = filter.getData();
    if (parameters.length <= LZF_CHUNK_BYTES
        || parameters[LZF_CHUNK_BYTES] < 0
        || parameters[LZF_CHUNK_BYTES] > limit()) {
      throw new DamagedDataException(
          "LZF with the parameters %s, for chunks of %s bytes"
              .formatted(Arrays.toString(parameters), chunkBytes));
    }
    return FilterManager.getPipeline(List.of(filter)).decode(packed);
  }

  private static byte[] verify(byte[] bytes) {
    int length = bytes.length - Integer.BYTES;
    if (length < 0) {
      throw new DamagedDataException("a chunk of %s bytes has no checksum".formatted(bytes.length));
    }
    int stored = ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN).getInt(length);
    int actual = fletcher32(bytes, length);
    if (stored != actual) {
      throw new DamagedDataException(
          String.format(Locale.ROOT, "a chunk has checksum %08x instead of %08x", actual, stored));
    }
    return Arrays.copyOf(bytes, length);
  }

  /** Fletcher's checksum of big-endian 16-bit words modulo 65535, as HDF5 computes it. */
  private static int fletcher32(byte[] bytes, int length) {
    int sum = 0;
    int sumOfSums = 0;
    for (int i = 0; i < length; i += 2) {
      int low = i + 1 < length ? Byte.toUnsignedInt(bytes[i + 1]) : 0;
      sum = folded(sum + (Byte.toUnsignedInt(bytes[i]) << 8 | low));
      sumOfSums = folded(sumOfSums + sum);
    }
    return sumOfSums << 16 | sum;
  }

  /** A number modulo 65535, with 65535 for a zero that is not one by itself. */
  private static int folded(int value) {
    return (value & 0xffff) + (value >>> 16);
  }
}
