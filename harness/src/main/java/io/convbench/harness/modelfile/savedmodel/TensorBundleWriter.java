package io.convbench.harness.modelfile.savedmodel;

import io.convbench.harness.modelfile.Transpose;
import io.convbench.suites.graph.WeightTensor;
import io.convbench.suites.weights.Weights;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.TreeMap;
import java.util.zip.CRC32C;
import java.util.zip.CheckedOutputStream;
import org.tensorflow.proto.BundleEntryProto;
import org.tensorflow.proto.BundleHeaderProto;
import org.tensorflow.proto.VersionDef;

/**
 * Weights in TensorFlow's checkpoint format of version 2 ({@code tensor_bundle.cc}): one file with
 * the values of all tensors, and a table that says where each is.
 */
final class TensorBundleWriter {

  private static final String PREFIX = "variables";

  private final TreeMap<String, byte[]> index = new TreeMap<>();
  private long offset;

  private TensorBundleWriter() {
    BundleHeaderProto header =
        BundleHeaderProto.newBuilder()
            .setNumShards(1)
            .setVersion(VersionDef.newBuilder().setProducer(1))
            .build();
    index.put("", header.toByteArray());
  }

  /**
   * Writes the checkpoint, one tensor at a time.
   *
   * @param folder exists; gets {@code variables.index} and {@code variables.data-00000-of-00001}
   * @throws IOException when weights cannot be read or a file cannot be written
   */
  static void write(List<WeightTensor> tensors, Storage storage, Weights weights, Path folder)
      throws IOException {
    TensorBundleWriter checkpoint = new TensorBundleWriter();
    Path data = folder.resolve(PREFIX + ".data-00000-of-00001");
    try (OutputStream out = new BufferedOutputStream(Files.newOutputStream(data))) {
      for (WeightTensor tensor : tensors) {
        checkpoint.add(tensor, storage, weights.read(tensor), out);
      }
    }
    Files.write(folder.resolve(PREFIX + ".index"), SortedTable.encode(checkpoint.index));
  }

  private void add(WeightTensor tensor, Storage storage, float[] values, OutputStream data)
      throws IOException {
    CRC32C crc = new CRC32C();
    Transpose.identity(tensor.shape().rank())
        .write(values, tensor.shape(), storage.of(tensor), new CheckedOutputStream(data, crc));
    long size = (long) storage.of(tensor).bytes() * values.length;
    BundleEntryProto entry =
        BundleEntryProto.newBuilder()
            .setDtype(storage.type(tensor))
            .setShape(NodeDefBuilder.shape(tensor.shape().dimensions()))
            .setOffset(offset)
            .setSize(size)
            .setCrc32C(MaskedCrc32c.mask(crc))
            .build();
    index.put(tensor.name(), entry.toByteArray());
    offset += size;
  }
}
