package io.convbench.suites.weights;

import io.jhdf.dataset.DatasetBase;
import io.jhdf.dataset.chunked.ChunkedDatasetBase;
import io.jhdf.object.message.DataLayoutMessage.ContiguousDataLayoutMessage;
import io.jhdf.object.message.DataTypeMessage;
import java.nio.ByteBuffer;

/**
 * A dataset's bytes as they were written, unfiltered, row-major. What the HDF5 library takes for
 * something else without a word is refused here: storage that was never written, which it reads as
 * nothing or zeros, and datatypes kept elsewhere in the file, whose address it reads as a datatype.
 */
final class DatasetBytes {

  private DatasetBytes() {}

  /**
   * Reads a dataset whole.
   *
   * @throws UnreadableDataset when its values are not in the file, or stored in a way that is not
   *     read
   */
  static ByteBuffer of(DatasetBase dataset) throws UnreadableDataset {
    long bytes = dataset.getSizeInBytes();
    if (bytes == 0) {
      throw new UnreadableDataset("without values, since its shape is empty");
    }
    if (dataset instanceof ChunkedDatasetBase chunked) {
      return ByteBuffer.wrap(Chunks.of(chunked).read(Math.toIntExact(bytes)));
    }
    if (dataset.isEmpty()) {
      throw new UnreadableDataset("without values, which were never written");
    }
    requireStored(dataset, bytes);
    ByteBuffer buffer = dataset.getDataBuffer();
    if (buffer.remaining() != bytes) {
      throw new DamagedDataException(
          "%s has %s bytes where its shape needs %s"
              .formatted(dataset.getPath(), buffer.remaining(), bytes));
    }
    return buffer;
  }

  /**
   * Passes a dataset whose header says itself what its elements are.
   *
   * @throws UnreadableDataset when it points to a datatype elsewhere in the file
   */
  static void requireOwnDatatype(DatasetBase dataset) throws UnreadableDataset {
    if (dataset.getHeader().getMessageOfType(DataTypeMessage.class).isMessageShared()) {
      throw new UnreadableDataset("with a committed (shared) datatype");
    }
  }

  /** The library maps as much as the shape needs, whatever was stored. */
  private static void requireStored(DatasetBase dataset, long bytes) {
    for (ContiguousDataLayoutMessage layout :
        dataset.getHeader().getMessagesOfType(ContiguousDataLayoutMessage.class)) {
      // -1: older files do not say it
      if (layout.getSize() >= 0 && layout.getSize() < bytes) {
        throw new DamagedDataException(
            "%s has %s bytes where its shape needs %s"
                .formatted(dataset.getPath(), layout.getSize(), bytes));
      }
    }
  }
}
