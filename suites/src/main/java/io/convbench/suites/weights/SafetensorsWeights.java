package io.convbench.suites.weights;

import io.convbench.foundation.hash.HashedFile;
import io.convbench.suites.architecture.Architecture;
import io.convbench.suites.architecture.Architectures;
import io.convbench.suites.architecture.Framework;
import io.convbench.suites.architecture.Head;
import io.convbench.suites.graph.Graph;
import io.convbench.suites.graph.WeightTensor;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Trained weights in a safetensors file: those of one of PyTorch's models, with torchvision's and
 * timm's names.
 *
 * <p>Names assign the weights, and shapes must agree. A graph without the architecture's classifier
 * takes its weights from files with any classifier, or none; a file that holds more of the backbone
 * than the architecture has is another's.
 */
final class SafetensorsWeights implements Weights {

  private final Path path;
  private final SafetensorsFile file;
  private final Graph graph;
  private final StateDict tensors;
  private final WeightsOrigin origin;

  private SafetensorsWeights(
      Path path, SafetensorsFile file, Graph graph, StateDict tensors, WeightsOrigin origin) {
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
  static SafetensorsWeights open(
      Path path, Architecture architecture, Graph graph, Optional<HashedFile> known)
      throws IOException {
    SafetensorsFile file = SafetensorsFile.open(path);
    try {
      if (!fits(file, architecture, graph)) {
        throw new IOException(refusal(path, file, architecture, graph));
      }
      return of(path, file, graph, new StateDict(graph), known);
    } catch (IOException | RuntimeException e) {
      file.close();
      throw e;
    }
  }

  /**
   * Weights in an open file.
   *
   * @param tensors which of the file's are the graph's; all of them are there
   * @param known the file's hash, where that is known; else it is hashed now
   * @throws IOException when the file cannot be hashed, or has changed since it was
   */
  static SafetensorsWeights of(
      Path path, SafetensorsFile file, Graph graph, StateDict tensors, Optional<HashedFile> known)
      throws IOException {
    HashedFile hashed = known.isPresent() ? known.get() : HashedFile.of(path);
    hashed.requireUnchanged();
    return new SafetensorsWeights(
        path,
        file,
        graph,
        tensors,
        new WeightsOrigin(path.getFileName().toString(), Optional.of(hashed.sha256())));
  }

  /**
   * Whether a file holds an architecture's layers up to its classifier and nothing else.
   *
   * @throws IOException when it is not a weight file or cannot be read
   */
  static boolean isWithoutTop(Path path, Architecture architecture) throws IOException {
    try (SafetensorsFile file = SafetensorsFile.open(path)) {
      return holds(file, withoutTop(architecture));
    }
  }

  /**
   * Whether a file holds an architecture's layers up to its classifier, and then another's; not its
   * own with a name misspelt or a tensor missing.
   *
   * @throws IOException when it is not a weight file or cannot be read
   */
  static boolean hasOtherClassifier(Path path, Architecture architecture) throws IOException {
    try (SafetensorsFile file = SafetensorsFile.open(path)) {
      return !holds(file, architecture.graph())
          && !holds(file, withoutTop(architecture))
          && holdsWithAnyClassifier(file, architecture)
          && !OwnClassifier.isDamaged(file, architecture.graph(), withoutTop(architecture));
    }
  }

  @Override
  public float[] read(WeightTensor tensor) throws IOException {
    String name = tensors.name(tensor);
    float[] values =
        file.tensors().get(name).read(file.channel(), path, tensors.tensors().get(name));
    TrainedValues.require(values, tensor, graph, path, Wording.printable(name));
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

  private static boolean fits(SafetensorsFile file, Architecture architecture, Graph graph) {
    Graph backbone = withoutTop(architecture);
    return Stream.of(graph, architecture.graph())
            .anyMatch(layout -> KerasHdf5Weights.isPart(graph, layout) && holds(file, layout))
        || (KerasHdf5Weights.isPart(graph, backbone) && holdsWithAnyClassifier(file, architecture));
  }

  /** All of a graph's tensors and no other. */
  private static boolean holds(SafetensorsFile file, Graph graph) {
    StateDict tensors = new StateDict(graph);
    return tensors.difference(file).isEmpty() && tensors.others(file).isEmpty();
  }

  /**
   * All of a backbone's tensors, and others only outside its modules, where they may be a
   * classifier; none besides the architecture's own, where that is whole.
   */
  private static boolean holdsWithAnyClassifier(SafetensorsFile file, Architecture architecture) {
    Graph backbone = withoutTop(architecture);
    StateDict tensors = new StateDict(backbone);
    List<String> others = tensors.others(file);
    return tensors.difference(file).isEmpty()
        && tensors.within(others).isEmpty()
        && (others.isEmpty()
            || (new StateDict(architecture.graph()).difference(file).isPresent()
                && classifier(file, others).isPossible(backbone.output().output().channels())));
  }

  private static ForeignClassifier classifier(SafetensorsFile file, List<String> names) {
    Map<String, List<List<Long>>> byModule = new LinkedHashMap<>();
    for (String name : names) {
      // PyTorch has outputs first
      List<Long> shape = new ArrayList<>(file.tensors().get(name).shape());
      Collections.rotate(shape, -1);
      byModule.computeIfAbsent(StateDict.module(name), module -> new ArrayList<>()).add(shape);
    }
    return new ForeignClassifier(byModule.values());
  }

  private static Graph withoutTop(Architecture architecture) {
    return Head.NO_TOP.graph(architecture, architecture.inputSize());
  }

  private static String refusal(Path path, SafetensorsFile file, Architecture wanted, Graph graph) {
    for (Architecture other : Architectures.all()) {
      if (other.framework() == Framework.PYTORCH
          && !other.name().equals(wanted.name())
          && holds(file, other.graph())) {
        return "%s holds the weights of %s, not of %s".formatted(path, other, wanted);
      }
    }
    StateDict tensors = new StateDict(graph);
    Graph whole = wanted.graph();
    StateDict expected = KerasHdf5Weights.isPart(graph, whole) ? new StateDict(whole) : tensors;
    String difference =
        tensors.difference(file, expected).orElseGet(() -> surplus(file, expected, wanted));
    return "%s does not fit %s: it %s%s"
        .formatted(
            path,
            wanted,
            difference,
            holds(file, withoutTop(wanted)) ? ": pass the file with top" : "");
  }

  /** What the file holds besides; where that is nothing, what is wrong with its classifier. */
  private static String surplus(SafetensorsFile file, StateDict expected, Architecture wanted) {
    List<String> others = expected.others(file);
    if (others.isEmpty()) {
      return expected.difference(file).orElseThrow();
    }
    List<String> inBackbone = new StateDict(withoutTop(wanted)).within(others);
    return "holds %s besides".formatted(Wording.some(inBackbone.isEmpty() ? others : inBackbone));
  }
}
