package io.convbench.suites.weights;

import io.convbench.foundation.hash.FileHash;
import io.convbench.foundation.hash.HashAlgorithm;
import io.convbench.suites.architecture.Architecture;
import io.convbench.suites.architecture.Architectures;
import io.convbench.suites.graph.Graph;
import io.convbench.suites.graph.Layers.BatchNormalization;
import io.convbench.suites.graph.TensorRole;
import io.convbench.suites.graph.WeightTensor;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * Trained weights in a file by Keras: the legacy {@code .h5} of Keras 1 to 3, weights alone or a
 * whole model, and Keras 3's {@code .weights.h5} and {@code .keras}.
 *
 * <p>As in Keras, order assigns the weights ({@code model.layers}, layers without weights left
 * out); counts, shapes and, where the file has names of its own, names are checked.
 */
final class KerasHdf5Weights implements Weights {

  /** Above the files of most architectures, so that theirs are recognised. */
  private static final long LEAST_LIMIT_BYTES = 1L << 30;

  /** A float64 and what an optimizer keeps with it: Adam two moments and room for one more. */
  private static final long LARGEST_PARAMETER_BYTES = 4L * Double.BYTES;

  private final Path path;
  private final KerasFile file;
  private final Graph graph;
  private final List<SavedTensor> tensors;
  private final WeightsOrigin origin;

  private KerasHdf5Weights(
      Path path, KerasFile file, Graph graph, List<SavedTensor> tensors, WeightsOrigin origin) {
    this.path = path;
    this.file = file;
    this.graph = graph;
    this.tensors = tensors;
    this.origin = origin;
  }

  /**
   * Opens a file for a graph; values are read later, tensor by tensor.
   *
   * @throws IOException when the file is damaged or holds other weights; the message says in one
   *     line what it holds and what was expected
   */
  static KerasHdf5Weights open(Path path, Architecture architecture, Graph graph)
      throws IOException {
    KerasFile file = KerasFile.open(path, limitBytes(graph));
    try {
      LayerMatch match = new LayerMatch(graph, file.layersInOrderOf(graph));
      if (match.difference().isPresent()) {
        throw new IOException(refusal(path, architecture, graph, match, file));
      }
      WeightsOrigin origin =
          new WeightsOrigin(
              path.getFileName().toString(),
              Optional.of(FileHash.of(HashAlgorithm.SHA256, path).hex()));
      return new KerasHdf5Weights(path, file, graph, match.tensors(), origin);
    } catch (IOException | RuntimeException e) {
      file.close();
      throw e;
    }
  }

  @Override
  public float[] read(WeightTensor tensor) throws IOException {
    float[] values = tensors.get(tensor.index()).read();
    double lowest = lowest(tensor);
    for (float value : values) {
      if (!Float.isFinite(value) || value <= lowest) {
        throw new IOException(
            "%s: %s holds %s, which is no trained %s: fetch or train it again"
                .formatted(
                    path,
                    tensor.name(),
                    value,
                    tensor.role() == TensorRole.MOVING_VARIANCE ? "variance" : "weight"));
      }
    }
    return values;
  }

  /** The network takes the square root of a variance after adding epsilon. */
  private double lowest(WeightTensor tensor) {
    return tensor.role() == TensorRole.MOVING_VARIANCE
            && graph.node(tensor.layer()).layer() instanceof BatchNormalization norm
        ? -norm.epsilon()
        : Double.NEGATIVE_INFINITY;
  }

  @Override
  public WeightsOrigin origin() {
    return origin;
  }

  @Override
  public void close() throws IOException {
    file.close();
  }

  /** How large the weights in an archive may be; another architecture's are told by name. */
  private static long limitBytes(Graph graph) {
    long parameters = graph.tensors().stream().mapToLong(t -> t.shape().elements()).sum();
    return Math.max(LEAST_LIMIT_BYTES, Math.multiplyExact(parameters, LARGEST_PARAMETER_BYTES));
  }

  private static String refusal(
      Path path, Architecture wanted, Graph graph, LayerMatch match, KerasFile file) {
    Optional<Architecture> held =
        Architectures.all().stream().filter(other -> holds(file, other)).findFirst();
    if (held.isPresent()) {
      return "%s holds the weights of %s, not of %s".formatted(path, held.get(), wanted);
    }
    Optional<String> shard = file.describedAsShard(path, graph, match.isWithoutTop());
    return shard
        .map(what -> "%s %s".formatted(path, what))
        .orElseGet(
            () ->
                "%s does not fit %s: it %s"
                    .formatted(path, wanted, match.difference().orElseThrow()));
  }

  private static boolean holds(KerasFile file, Architecture architecture) {
    Graph graph = architecture.graph();
    return new LayerMatch(graph, file.layersInOrderOf(graph)).difference().isEmpty();
  }
}
