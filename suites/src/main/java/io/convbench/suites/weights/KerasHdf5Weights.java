package io.convbench.suites.weights;

import io.convbench.suites.architecture.Architecture;
import io.convbench.suites.architecture.Architectures;
import io.convbench.suites.catalogue.FileHash;
import io.convbench.suites.catalogue.HashAlgorithm;
import io.convbench.suites.graph.Graph;
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

  private final KerasFile file;
  private final List<SavedTensor> tensors;
  private final WeightsOrigin origin;

  private KerasHdf5Weights(KerasFile file, List<SavedTensor> tensors, WeightsOrigin origin) {
    this.file = file;
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
    KerasFile file = KerasFile.open(path);
    try {
      LayerMatch match = new LayerMatch(graph, file.layersInOrderOf(graph));
      Optional<String> difference = match.difference();
      if (difference.isPresent()) {
        throw new IOException(refusal(path, architecture, difference.get(), file));
      }
      WeightsOrigin origin =
          new WeightsOrigin(
              path.getFileName().toString(),
              Optional.of(FileHash.of(HashAlgorithm.SHA256, path).hex()));
      return new KerasHdf5Weights(file, match.tensors(), origin);
    } catch (IOException | RuntimeException e) {
      file.close();
      throw e;
    }
  }

  @Override
  public float[] read(WeightTensor tensor) throws IOException {
    return tensors.get(tensor.index()).read();
  }

  @Override
  public WeightsOrigin origin() {
    return origin;
  }

  @Override
  public void close() throws IOException {
    file.close();
  }

  private static String refusal(Path path, Architecture wanted, String difference, KerasFile file) {
    return Architectures.all().stream()
        .filter(other -> holds(file, other))
        .findFirst()
        .map(other -> "%s holds the weights of %s, not of %s".formatted(path, other, wanted))
        .orElseGet(() -> "%s does not fit %s: it %s".formatted(path, wanted, difference));
  }

  private static boolean holds(KerasFile file, Architecture architecture) {
    Graph graph = architecture.graph();
    return new LayerMatch(graph, file.layersInOrderOf(graph)).difference().isEmpty();
  }
}
