package io.convbench.suites.weights;

import io.jhdf.Constants;
import io.jhdf.Utils;
import io.jhdf.dataset.DatasetBase;
import io.jhdf.dataset.chunked.Chunk;
import io.jhdf.dataset.chunked.ChunkOffset;
import io.jhdf.dataset.chunked.ChunkedDatasetBase;
import io.jhdf.dataset.chunked.ChunkedDatasetV3;
import io.jhdf.dataset.chunked.ChunkedDatasetV4;
import io.jhdf.object.message.DataLayoutMessage.ChunkedDataLayoutMessageV4;
import io.jhdf.storage.HdfBackingStorage;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.Map;

/**
 * The chunks of a dataset, put together. The HDF5 library's own way reads missing chunks as zeros,
 * undoes filters that a chunk was stored without, does not verify checksums, and puts no bound on
 * what a chunk inflates to.
 */
final class Chunks {

  /** Chunks may be larger than their dataset; small ones do no harm. */
  private static final int HARMLESS_BYTES = 1 << 24;

  /** What stands in an extensible array's header before its lengths, of which the fifth counts. */
  private static final int EXTENSIBLE_ARRAY_BYTES = 12;

  private final DatasetBase dataset;
  private final Map<ChunkOffset, Chunk> stored;
  private final int[] shape;
  private final int[] chunkShape;
  private final int elementBytes;

  private Chunks(DatasetBase dataset, int[] chunkShape, Map<ChunkOffset, Chunk> stored) {
    this.dataset = dataset;
    this.stored = stored;
    this.shape = dataset.getDimensions();
    this.chunkShape = chunkShape;
    this.elementBytes = dataset.getDataType().getSize();
  }

  static Chunks of(ChunkedDatasetBase dataset) throws UnreadableDataset {
    if (dataset instanceof ChunkedDatasetV4) {
      ChunkedDataLayoutMessageV4 layout =
          dataset.getHeader().getMessageOfType(ChunkedDataLayoutMessageV4.class);
      requireKnownOrder(dataset, layout.getIndexingType());
      requireIndexInFile(dataset.getHdfFile().getHdfBackingStorage(), layout);
      OpenV4 open = new OpenV4(dataset);
      return new Chunks(dataset, open.getChunkDimensions(), open.getChunkLookup());
    }
    OpenV3 open = new OpenV3(dataset);
    return new Chunks(dataset, open.getChunkDimensions(), open.getChunkLookup());
  }

  /**
   * The dataset's bytes, row-major.
   *
   * @param bytes how many
   * @throws UnreadableDataset when chunks are missing, filtered in a way that is not read, or out
   *     of proportion
   */
  byte[] read(int bytes) throws UnreadableDataset {
    int chunkBytes = Arrays.stream(chunkShape).reduce(elementBytes, Math::multiplyExact);
    if (chunkBytes == 0) {
      throw new DamagedDataException("chunks of no bytes");
    }
    if (chunkBytes > Math.max(bytes, HARMLESS_BYTES)) {
      throw new UnreadableDataset(
          "in chunks of %s bytes where all of it has %s".formatted(chunkBytes, bytes));
    }
    requireAllStored();
    ChunkFilters filters = ChunkFilters.of(dataset, chunkBytes);
    if (dataset instanceof ChunkedDatasetV4 && reachBeyondShape()) {
      filters.requireRecognisable();
    }
    requireEnough(filters, bytes);
    byte[] all = new byte[bytes];
    int[] offset = new int[shape.length];
    do {
      copy(filters.decode(bytes(offset), chunk(offset).getFilterMask()), offset, all);
    } while (next(offset, chunkShape, shape));
    return all;
  }

  /**
   * The library numbers chunks along the dataset's present shape, HDF5 along the largest it may
   * grow to, and along the one unlimited dimension first, wherever that stands.
   */
  private static void requireKnownOrder(DatasetBase dataset, int index) throws UnreadableDataset {
    if (index == ChunkedDataLayoutMessageV4.B_TREE_V2_INDEX) {
      return;
    }
    long[] now = dataset.getDimensionsAsLong();
    long[] largest = dataset.getMaxSize();
    for (int i = 0; i < now.length; i++) {
      boolean growsFirst = i == 0 && index == ChunkedDataLayoutMessageV4.EXTENSIBLE_ARRAY_INDEX;
      if (largest[i] != now[i] && !growsFirst) {
        throw new UnreadableDataset(
            "in chunks that may grow along dimension %s of %s".formatted(i + 1, now.length));
      }
    }
  }

  /** For so many chunks the library asks for memory, before it verifies the index's checksum. */
  private static void requireIndexInFile(
      HdfBackingStorage storage, ChunkedDataLayoutMessageV4 layout) {
    if (layout.getIndexingType() != ChunkedDataLayoutMessageV4.EXTENSIBLE_ARRAY_INDEX
        || layout.getAddress() == Constants.UNDEFINED_ADDRESS) {
      return;
    }
    int lengthBytes = storage.getSizeOfLengths();
    long place = layout.getAddress() + EXTENSIBLE_ARRAY_BYTES + 4L * lengthBytes;
    int chunks =
        Utils.readBytesAsUnsignedInt(
            storage.readBufferFromAddress(place, lengthBytes), lengthBytes);
    if (chunks > storage.size()) {
      throw new DamagedDataException(
          "an index of %s chunks in %s bytes".formatted(chunks, storage.size()));
    }
  }

  /** Goes by the chunks that there are: a damaged shape may need thousands of millions. */
  private void requireAllStored() throws UnreadableDataset {
    long count = 1;
    for (int i = 0; i < shape.length; i++) {
      count = Math.multiplyExact(count, 1 + (shape[i] - 1) / chunkShape[i]);
    }
    long missing = count - stored.values().stream().filter(this::hasValues).count();
    if (missing > 0) {
      throw new UnreadableDataset(
          "without values in %s of %s chunks, which were never written".formatted(missing, count));
    }
  }

  private boolean hasValues(Chunk chunk) {
    long[] place = chunk.getChunkOffset();
    for (int i = 0; i < shape.length; i++) {
      if (place[i] >= shape[i] || place[i] % chunkShape[i] != 0) {
        return false;
      }
    }
    return chunk.getAddress() != Constants.UNDEFINED_ADDRESS;
  }

  /** Before memory is asked for that nothing in the file can fill. */
  private void requireEnough(ChunkFilters filters, int bytes) {
    long said = stored.values().stream().mapToLong(Chunk::getSize).sum();
    long there = Math.min(said, dataset.getHdfFile().getHdfBackingStorage().size());
    if (bytes > filters.mostBytes(there)) {
      throw new DamagedDataException(
          "%s bytes of chunks where its shape needs %s".formatted(there, bytes));
    }
  }

  private boolean reachBeyondShape() {
    for (int i = 0; i < shape.length; i++) {
      if (shape[i] % chunkShape[i] != 0) {
        return true;
      }
    }
    return false;
  }

  private Chunk chunk(int[] offset) {
    Chunk chunk = stored.get(new ChunkOffset(Arrays.stream(offset).asLongStream().toArray()));
    if (chunk == null) {
      throw new DamagedDataException("no chunk at " + Arrays.toString(offset));
    }
    return chunk;
  }

  private byte[] bytes(int[] offset) {
    Chunk chunk = chunk(offset);
    ByteBuffer buffer =
        dataset.getHdfFile().getHdfBackingStorage().map(chunk.getAddress(), chunk.getSize());
    byte[] bytes = new byte[buffer.remaining()];
    buffer.get(bytes);
    return bytes;
  }

  /** Copies the rows of a chunk that are within the dataset. */
  private void copy(byte[] chunk, int[] offset, byte[] all) {
    int last = shape.length - 1;
    int length = Math.min(chunkShape[last], shape[last] - offset[last]) * elementBytes;
    int[] row = new int[shape.length];
    int[] rowsOnly = chunkShape.clone();
    rowsOnly[last] = 1;
    int[] ones = new int[shape.length];
    Arrays.fill(ones, 1);
    int[] place = new int[shape.length];
    do {
      Arrays.setAll(place, i -> offset[i] + row[i]);
      if (isWithin(place)) {
        System.arraycopy(
            chunk,
            index(row, chunkShape) * elementBytes,
            all,
            index(place, shape) * elementBytes,
            length);
      }
    } while (next(row, ones, rowsOnly));
  }

  private boolean isWithin(int[] place) {
    for (int i = 0; i < place.length; i++) {
      if (place[i] >= shape[i]) {
        return false;
      }
    }
    return true;
  }

  private static int index(int[] place, int[] shape) {
    int index = 0;
    for (int i = 0; i < place.length; i++) {
      index = index * shape[i] + place[i];
    }
    return index;
  }

  /** Moves to the next place of a grid, the last dimension fastest; false behind its end. */
  private static boolean next(int[] place, int[] step, int[] end) {
    for (int i = place.length - 1; i >= 0; i--) {
      place[i] = Math.addExact(place[i], step[i]);
      if (place[i] < end[i]) {
        return true;
      }
      place[i] = 0;
    }
    return false;
  }

  /** The library shows its table of chunks to subclasses only. */
  private static final class OpenV3 extends ChunkedDatasetV3 {
    OpenV3(ChunkedDatasetBase dataset) {
      super(
          dataset.getHdfFile().getHdfBackingStorage(),
          dataset.getAddress(),
          dataset.getName(),
          dataset.getParent(),
          dataset.getHeader());
    }

    @Override
    protected Map<ChunkOffset, Chunk> getChunkLookup() {
      return super.getChunkLookup();
    }
  }

  /** The library shows its table of chunks to subclasses only. */
  private static final class OpenV4 extends ChunkedDatasetV4 {
    OpenV4(ChunkedDatasetBase dataset) {
      super(
          dataset.getHdfFile().getHdfBackingStorage(),
          dataset.getAddress(),
          dataset.getName(),
          dataset.getParent(),
          dataset.getHeader());
    }

    @Override
    protected Map<ChunkOffset, Chunk> getChunkLookup() {
      return super.getChunkLookup();
    }
  }
}
