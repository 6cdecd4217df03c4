package io.convbench.suites.weights;

import io.convbench.suites.graph.AutomaticNames;
import io.convbench.suites.graph.Graph;
import io.convbench.suites.graph.Layer;
import io.convbench.suites.graph.Layers.Sequential;
import io.convbench.suites.graph.Node;
import io.jhdf.api.Attribute;
import io.jhdf.api.Dataset;
import io.jhdf.api.Group;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;

/**
 * The layout of Keras 3's {@code .weights.h5}: a group per layer, named by its class in snake case
 * with a counter in {@code model.layers} order, with datasets {@code vars/0}, {@code vars/1}, ...
 *
 * <p>The file itself does not say how layers of different classes follow each other.
 */
final class Keras3Layout {

  /** Where layers are; the second name is TensorFlow 2.13's. */
  private static final List<String> CONTAINERS =
      List.of("layers", "_layer_checkpoint_dependencies");

  private final Path file;
  private final Group container;

  private Keras3Layout(Path file, Group container) {
    this.file = file;
    this.container = container;
  }

  static boolean isIn(Group root) {
    return CONTAINERS.stream().anyMatch(name -> Hdf5Paths.find(root, name) instanceof Group);
  }

  static Keras3Layout of(Path file, Group root) {
    return CONTAINERS.stream()
        .map(name -> Hdf5Paths.find(root, name))
        .filter(Group.class::isInstance)
        .map(group -> new Keras3Layout(file, (Group) group))
        .findFirst()
        .orElseThrow();
  }

  /** The layers with weights, by class and counter; one that holds layers has theirs. */
  List<SavedLayer> layers() throws IOException {
    List<SavedLayer> layers = new ArrayList<>();
    for (String group : container.getChildren().keySet()) {
      if (Hdf5Paths.find(container, group + "/vars") instanceof Group variables) {
        List<SavedTensor> tensors = new ArrayList<>(tensors(variables));
        tensors.addAll(tensorsWithin((Group) container.getChild(group)));
        if (!tensors.isEmpty()) {
          layers.add(new SavedLayer(layerName(variables, group), group, tensors));
        }
      }
    }
    layers.sort(
        Comparator.comparing((SavedLayer layer) -> layer.group().replaceFirst("_\\d+$", ""))
            .thenComparing(layer -> layer.group().length())
            .thenComparing(SavedLayer::group));
    return layers;
  }

  /** The first layer that is itself a model of layers with weights. */
  Optional<String> nested() throws IOException {
    for (String name : container.getChildren().keySet()) {
      if (container.getChild(name) instanceof Group group
          && isIn(group)
          && !of(file, group).layers().isEmpty()) {
        return Optional.of(name);
      }
    }
    return Optional.empty();
  }

  /** The layers as the graph's weighted nodes follow each other; unknown ones come last. */
  static List<SavedLayer> inOrderOf(Graph graph, List<SavedLayer> layers) {
    Map<String, SavedLayer> left = new LinkedHashMap<>();
    layers.forEach(layer -> left.put(layer.group(), layer));
    AutomaticNames names = new AutomaticNames();
    List<SavedLayer> ordered = new ArrayList<>();
    for (Node node : graph.weightedNodes()) {
      SavedLayer layer = left.remove(names.next(node.layer()));
      if (layer != null) {
        ordered.add(node.layer() instanceof Sequential inner ? inOrderOf(inner, layer) : layer);
      }
    }
    ordered.addAll(left.values());
    return ordered;
  }

  /**
   * Which groups the file has in place of the graph's, as the end of a sentence about it; empty
   * where they are more than misspelt.
   */
  static Optional<String> misspelt(Graph graph, List<SavedLayer> layers) {
    AutomaticNames names = new AutomaticNames();
    List<String> missing = new ArrayList<>();
    graph.weightedNodes().forEach(node -> missing.add(names.next(node.layer())));
    List<String> unknown = new ArrayList<>();
    for (SavedLayer layer : layers) {
      if (!missing.remove(layer.group())) {
        unknown.add(layer.group());
      }
    }
    return missing.size() == unknown.size()
            && !unknown.isEmpty()
            && unknown.stream().allMatch(group -> Wording.isNear(group, missing))
        ? Optional.of(Wording.difference(missing, unknown))
        : Optional.empty();
  }

  /** The tensors as its layers follow each other, which the file does not say either. */
  private static SavedLayer inOrderOf(Sequential sequential, SavedLayer layer) {
    AutomaticNames names = new AutomaticNames();
    List<SavedTensor> ordered = new ArrayList<>();
    for (Layer inner : sequential.layers()) {
      String prefix = names.next(inner) + "/";
      layer.tensors().stream().filter(t -> t.name().startsWith(prefix)).forEach(ordered::add);
    }
    return new SavedLayer(layer.name(), layer.group(), ordered);
  }

  /** Those of the layers in a layer, under the names of their groups. */
  private List<SavedTensor> tensorsWithin(Group layer) throws IOException {
    List<SavedTensor> tensors = new ArrayList<>();
    if (isIn(layer)) {
      for (SavedLayer inner : of(file, layer).layers()) {
        inner.tensors().forEach(tensor -> tensors.add(tensor.within(inner.group())));
      }
    }
    return tensors;
  }

  private List<SavedTensor> tensors(Group variables) throws IOException {
    List<SavedTensor> tensors = new ArrayList<>();
    while (Hdf5Paths.find(variables, String.valueOf(tensors.size())) instanceof Dataset dataset) {
      tensors.add(SavedTensor.of("vars/" + tensors.size(), dataset, file));
    }
    requireNoOther(variables, tensors.size());
    return tensors;
  }

  /** Keras would not find a variable that is not numbered. */
  private void requireNoOther(Group variables, int count) throws IOException {
    List<String> names = new ArrayList<>(variables.getChildren().keySet());
    names.removeAll(IntStream.range(0, count).mapToObj(String::valueOf).toList());
    if (!names.isEmpty()) {
      String path = variables.getPath().substring(1);
      throw new IOException(
          "%s holds %s where %s is expected: the file is damaged; fetch or copy it again"
              .formatted(
                  file,
                  Wording.printablePath(path + names.get(0)),
                  Wording.printablePath(path + count)));
    }
  }

  private static String layerName(Group variables, String group) {
    Attribute name = variables.getAttribute("name");
    return name != null && name.getData() instanceof String text ? text : group;
  }
}
