package io.convbench.harness.training;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.convbench.foundation.file.DiskSpace;
import io.convbench.foundation.file.WholeFolder;
import io.convbench.suites.graph.WeightTensor;
import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.stream.Stream;
import java.util.zip.CRC32C;
import java.util.zip.CheckedInputStream;
import java.util.zip.CheckedOutputStream;

/**
 * Where a fine tuning is, in a file that is whole whenever it is killed: the last epoch or the one
 * before.
 *
 * <p>The file is the length of a header (int32), the header (JSON: what is trained, and the {@link
 * FineTuning.Progress}), of each tensor that is trained its values, velocities and values of the
 * best epoch (float32, in Keras's order), and CRC-32C of all that (int32); big-endian. Chance needs
 * no state, as each epoch begins its own.
 */
public final class TuningCheckpoint {

  private static final int MOST_HEADER_BYTES = 1 << 16;
  private static final int BUFFER_BYTES = 1 << 16;

  private static final ObjectMapper JSON =
      JsonMapper.builder()
          .enable(DeserializationFeature.FAIL_ON_MISSING_CREATOR_PROPERTIES)
          .build();

  record Header(String training, FineTuning.Progress progress) {}

  private final Path file;
  private final String training;

  /**
   * @param file where it is or will be
   * @param training all that it depends on but the state: network, weights, images, seed
   */
  public TuningCheckpoint(Path file, String training) {
    this.file = file;
    this.training = training;
  }

  /**
   * Brings a network to where the checkpoint is.
   *
   * @param best receives the weights of the best epoch
   * @return how far that is; empty where there is no whole checkpoint of this training, and nothing
   *     is changed
   * @throws IOException when the file cannot be read
   */
  Optional<FineTuning.Progress> resume(TrainableNetwork network, Map<WeightTensor, float[]> best)
      throws IOException {
    if (!Files.exists(file)) {
      return Optional.empty();
    }
    Optional<Header> header = header(file, network.learned());
    if (header.isEmpty() || !header.get().training().equals(training)) {
      System.out.printf(
          "checkpoint %s is %s: training starts again%n",
          file.getFileName(), header.isEmpty() ? "damaged" : "of another training");
      return Optional.empty();
    }
    try (DataInputStream in = open(file)) {
      in.skipNBytes(in.readInt());
      for (WeightTensor tensor : network.learned()) {
        network.resume(tensor, read(in, tensor), read(in, tensor));
        best.put(tensor, read(in, tensor));
      }
    }
    System.out.printf("goes on behind epoch %s%n", header.get().progress().epoch());
    return Optional.of(header.get().progress());
  }

  private static DataInputStream open(Path file) throws IOException {
    return new DataInputStream(new BufferedInputStream(Files.newInputStream(file), BUFFER_BYTES));
  }

  /** The header, where the file is whole and of such tensors. */
  static Optional<Header> header(Path file, List<WeightTensor> tensors) throws IOException {
    long values = 3 * tensors.stream().mapToLong(tensor -> tensor.shape().elements()).sum();
    long bytes = Files.size(file);
    CRC32C sum = new CRC32C();
    try (DataInputStream in = new DataInputStream(new CheckedInputStream(open(file), sum))) {
      int length = bytes < Integer.BYTES ? -1 : in.readInt();
      long expected = 2L * Integer.BYTES + length + Float.BYTES * values;
      if (length < 0 || length > MOST_HEADER_BYTES || bytes != expected) {
        return Optional.empty();
      }
      byte[] header = in.readNBytes(length);
      in.skipNBytes(Float.BYTES * values);
      int computed = (int) sum.getValue();
      return in.readInt() == computed
          ? Optional.of(JSON.readValue(header, Header.class))
          : Optional.empty();
    } catch (JsonProcessingException damage) {
      return Optional.empty();
    }
  }

  private static float[] read(DataInputStream in, WeightTensor tensor) throws IOException {
    float[] values = new float[Math.toIntExact(tensor.shape().elements())];
    byte[] piece = new byte[BUFFER_BYTES];
    for (int from = 0; from < values.length; from += BUFFER_BYTES / Float.BYTES) {
      int count = Math.min(BUFFER_BYTES / Float.BYTES, values.length - from);
      in.readFully(piece, 0, count * Float.BYTES);
      ByteBuffer.wrap(piece).asFloatBuffer().get(values, from, count);
    }
    return values;
  }

  /**
   * Takes the place of the checkpoint before.
   *
   * @throws IOException when it cannot be written; the one before is then there
   */
  void keep(FineTuning.Progress progress, TrainableNetwork network, Map<WeightTensor, float[]> best)
      throws IOException {
    write(
        file,
        new Header(training, progress),
        () ->
            network.learned().stream()
                .flatMap(
                    tensor ->
                        Stream.<Supplier<float[]>>of(
                            () -> network.values(tensor),
                            () -> network.velocities(tensor),
                            () -> best.get(tensor)))
                .map(Supplier::get)
                .iterator());
  }

  /**
   * Writes a checkpoint.
   *
   * @param values one tensor after the other, each fetched when it is its turn
   */
  static void write(Path file, Header header, Iterable<float[]> values) throws IOException {
    byte[] json = JSON.writeValueAsBytes(header);
    String name = file.getFileName().toString();
    try {
      WholeFolder.write(
          file.toAbsolutePath().getParent(),
          part -> {
            CRC32C sum = new CRC32C();
            try (OutputStream to = Files.newOutputStream(part.resolve(name));
                DataOutputStream out =
                    new DataOutputStream(
                        new CheckedOutputStream(new BufferedOutputStream(to, BUFFER_BYTES), sum))) {
              out.writeInt(json.length);
              out.write(json);
              for (float[] tensor : values) {
                write(tensor, out);
              }
              out.writeInt((int) sum.getValue());
            }
            return List.of(name);
          });
    } catch (IOException e) {
      throw DiskSpace.named(file, e);
    }
  }

  private static void write(float[] values, OutputStream out) throws IOException {
    ByteBuffer piece = ByteBuffer.allocate(BUFFER_BYTES);
    for (int from = 0; from < values.length; from += BUFFER_BYTES / Float.BYTES) {
      int count = Math.min(BUFFER_BYTES / Float.BYTES, values.length - from);
      piece.asFloatBuffer().put(values, from, count);
      out.write(piece.array(), 0, count * Float.BYTES);
    }
  }
}
