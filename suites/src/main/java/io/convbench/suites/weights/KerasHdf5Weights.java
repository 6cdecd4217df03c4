package io.convbench.suites.weights;

import io.convbench.foundation.hash.HashedFile;
import io.convbench.suites.architecture.Architecture;
import io.convbench.suites.architecture.Architectures;
import io.convbench.suites.architecture.Framework;
import io.convbench.suites.architecture.Head;
import io.convbench.suites.graph.Graph;
import io.convbench.suites.graph.Node;
import io.convbench.suites.graph.WeightTensor;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Trained weights in a file by Keras: the legacy {@code .h5} of Keras 1 to 3, weights alone or a
 * whole model, and Keras 3's {@code .weights.h5} and {@code .keras}.
 *
 * <p>As in Keras, order assigns the weights ({@code model.layers}, layers without weights left
 * out); counts, shapes and, where the file has names of its own, names are checked. A graph without
 * the architecture's classifier takes its weights from files with top and without alike.
 */
final class KerasHdf5Weights implements Weights {

  /** Above the files of most architectures, so that theirs are recognised. */
  private static final long LEAST_LIMIT_BYTES = 1L << 30;

  /** A float64 and what an optimizer keeps with it: Adam two moments and room for one more. */
  private static final long LARGEST_PARAMETER_BYTES = 4L * Double.BYTES;

  private final Path path;
  private final KerasFile file;
  private final Graph graph;
  private final Map<String, SavedTensor> tensors;
  private final WeightsOrigin origin;

  private KerasHdf5Weights(
      Path path,
      KerasFile file,
      Graph graph,
      Map<String, SavedTensor> tensors,
      WeightsOrigin origin) {
    this.path = path;
    this.file = file;
    this.graph = graph;
    this.tensors = tensors;
    this.origin = origin;
  }

  /**
   * Opens a file for a graph; values are read later, tensor by tensor.
   *
   * @param known its hash, where that is known; else it is hashed now
   * @throws IOException when the file is damaged or holds other weights; the message says in one
   *     line what it holds and what was expected
   */
  static KerasHdf5Weights open(
      Path path, Architecture architecture, Graph graph, Optional<HashedFile> known)
      throws IOException {
    KerasFile file = KerasFile.open(path, limitBytes(architecture, graph));
    try {
      Optional<Map<String, SavedTensor>> tensors = tensors(file, architecture, graph);
      if (tensors.isEmpty()) {
        throw new IOException(refusal(path, architecture, graph, file));
      }
      HashedFile hashed = known.isPresent() ? known.get() : HashedFile.of(path);
      hashed.requireUnchanged();
      WeightsOrigin origin =
          new WeightsOrigin(path.getFileName().toString(), Optional.of(hashed.sha256()));
      return new KerasHdf5Weights(path, file, graph, tensors.get(), origin);
    } catch (IOException | RuntimeException e) {
      file.close();
      throw e;
    }
  }

  /**
   * Whether a file holds an architecture's layers up to its classifier and no other: what Keras
   * calls a file without top.
   *
   * @throws IOException when it is not a weight file or cannot be read
   */
  static boolean isWithoutTop(Path path, Architecture architecture) throws IOException {
    try (KerasFile file = KerasFile.open(path, limitBytes(architecture, architecture.graph()))) {
      return isWithoutTop(file, architecture);
    }
  }

  /**
   * Whether a file holds an architecture's layers up to its classifier, and then layers that are
   * not the architecture's: a network that was trained for other classes. The architecture's own
   * with a name misspelt or a tensor missing is none.
   *
   * @throws IOException when it is not a weight file or cannot be read
   */
  static boolean hasOtherClassifier(Path path, Architecture architecture) throws IOException {
    Graph whole = architecture.graph();
    try (KerasFile file = KerasFile.open(path, limitBytes(architecture, whole))) {
      LayerMatch match = match(file, whole);
      return !match.isBeginning()
          && match.difference().isPresent()
          && !isWithoutTop(file, architecture)
          && !match.isDamagedFrom(withoutTop(architecture).weightedNodes().size())
          && backbone(file, architecture, withoutTop(architecture)).isPresent();
    }
  }

  @Override
  public float[] read(WeightTensor tensor) throws IOException {
    SavedTensor saved = tensors.get(tensor.name());
    float[] values = saved.read();
    TrainedValues.require(values, tensor, graph, path, saved.path());
    return values;
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
  private static long limitBytes(Architecture architecture, Graph graph) {
    long parameters = Math.max(parameters(architecture.graph()), parameters(graph));
    return Math.max(LEAST_LIMIT_BYTES, Math.multiplyExact(parameters, LARGEST_PARAMETER_BYTES));
  }

  private static long parameters(Graph graph) {
    return graph.tensors().stream().mapToLong(tensor -> tensor.shape().elements()).sum();
  }

  /** The graph's tensors in a file of it, or of a network that it is a part of. */
  private static Optional<Map<String, SavedTensor>> tensors(
      KerasFile file, Architecture architecture, Graph graph) {
    return Stream.of(graph, architecture.graph())
        .filter(layout -> isPart(graph, layout))
        .map(layout -> match(file, layout))
        .filter(match -> match.difference().isEmpty())
        .findFirst()
        .or(() -> backbone(file, architecture, graph))
        .map(LayerMatch::tensors);
  }

  /** A file of the backbone and whatever classifier. */
  private static Optional<LayerMatch> backbone(
      KerasFile file, Architecture architecture, Graph graph) {
    Graph backbone = withoutTop(architecture);
    return beginning(file, backbone)
        .filter(match -> isPart(graph, backbone))
        .filter(match -> isFollowedByClassifier(file, architecture));
  }

  /** A file's first layers, where they are all of a graph's. */
  private static Optional<LayerMatch> beginning(KerasFile file, Graph graph) {
    List<SavedLayer> layers = file.layersInOrderOf(graph);
    int count = Math.min(layers.size(), graph.weightedNodes().size());
    return Optional.of(new LayerMatch(graph, layers.subList(0, count)))
        .filter(match -> match.difference().isEmpty());
  }

  /** Behind the backbone, or the whole where that is there, as people stack layers on it. */
  private static boolean isFollowedByClassifier(KerasFile file, Architecture architecture) {
    LayerMatch whole = match(file, architecture.graph());
    Graph before = whole.isFollowed() ? architecture.graph() : withoutTop(architecture);
    List<SavedLayer> following = match(file, before).following();
    return following.isEmpty()
        || new ForeignClassifier(following.stream().map(KerasHdf5Weights::shapes).toList())
            .isPossible(before.output().output().channels());
  }

  private static List<List<Long>> shapes(SavedLayer layer) {
    return layer.tensors().stream()
        .map(tensor -> tensor.dimensions().stream().map(Integer::longValue).toList())
        .toList();
  }

  /** Whether the other graph has layers of these names with weights of the same shapes. */
  static boolean isPart(Graph graph, Graph other) {
    return graph.weightedNodes().stream()
        .allMatch(
            node ->
                other
                    .find(node.name())
                    .filter(same -> same.tensors().equals(node.tensors()))
                    .isPresent());
  }

  private static List<String> names(Graph graph) {
    return graph.weightedNodes().stream().map(Node::name).toList();
  }

  private static LayerMatch match(KerasFile file, Graph layout) {
    return new LayerMatch(layout, file.layersInOrderOf(layout));
  }

  private static Graph withoutTop(Architecture architecture) {
    return Head.NO_TOP.graph(architecture, architecture.inputSize());
  }

  private static boolean isWithoutTop(KerasFile file, Architecture architecture) {
    return holds(file, withoutTop(architecture));
  }

  private static boolean holds(KerasFile file, Graph graph) {
    return match(file, graph).difference().isEmpty();
  }

  private static String refusal(Path path, Architecture wanted, Graph graph, KerasFile file)
      throws IOException {
    for (Architecture other : Architectures.all()) {
      if (other.framework() == Framework.KERAS && !other.name().equals(wanted.name())) {
        boolean withoutTop = isWithoutTop(file, other);
        if (withoutTop || holds(file, other.graph())) {
          return "%s holds the weights of %s%s, not of %s"
              .formatted(path, other, withoutTop ? " without top" : "", wanted);
        }
      }
    }
    boolean onlyTopIsMissing =
        isWithoutTop(file, wanted) && names(graph).equals(names(wanted.graph()));
    Graph backbone = withoutTop(wanted);
    // then it is what is behind the backbone
    Graph expected =
        isPart(graph, backbone) && beginning(file, backbone).isPresent() ? wanted.graph() : graph;
    return file.describedAsNested(path)
        .or(() -> file.describedAsShard(path, graph, onlyTopIsMissing))
        .map(what -> "%s %s".formatted(path, what))
        .orElseGet(
            () ->
                "%s does not fit %s: it %s"
                    .formatted(
                        path,
                        wanted,
                        file.misspelt(graph)
                            .orElseGet(() -> difference(match(file, expected), onlyTopIsMissing))));
  }

  private static String difference(LayerMatch match, boolean onlyTopIsMissing) {
    String remedy = onlyTopIsMissing ? ": pass the file with top" : ": pass the whole file";
    return match.difference().orElseThrow() + (match.isBeginning() ? remedy : "");
  }
}
