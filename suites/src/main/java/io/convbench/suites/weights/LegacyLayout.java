package io.convbench.suites.weights;

import io.jhdf.api.Attribute;
import io.jhdf.api.Dataset;
import io.jhdf.api.Group;
import io.jhdf.api.Node;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * The layout of {@code .h5} files by Keras 1, 2 and 3: the root's attribute {@code layer_names}
 * lists a group per layer, whose attribute {@code weight_names} lists datasets, both in load order.
 */
final class LegacyLayout {

  private static final String LAYER_NAMES = "layer_names";

  private final Path file;
  private final Group root;

  LegacyLayout(Path file, Group root) {
    this.file = file;
    this.root = root;
  }

  static boolean isIn(Group root) {
    return root.getAttribute(LAYER_NAMES) != null || root.getAttribute(LAYER_NAMES + 0) != null;
  }

  /** The layers with weights, in file order. */
  List<SavedLayer> layers() throws IOException {
    List<SavedLayer> layers = new ArrayList<>();
    for (String name : names(root, LAYER_NAMES)) {
      if (!(Hdf5Paths.find(root, name) instanceof Group group)) {
        throw missing("group", name);
      }
      List<SavedTensor> tensors = tensors(group, name);
      if (!tensors.isEmpty()) {
        layers.add(new SavedLayer(name, name, tensors));
      }
    }
    return layers;
  }

  private List<SavedTensor> tensors(Group group, String layer) throws IOException {
    List<SavedTensor> tensors = new ArrayList<>();
    for (String name : names(group, "weight_names")) {
      if (!(Hdf5Paths.find(group, name) instanceof Dataset dataset)) {
        throw missing("dataset", layer + "/" + name);
      }
      tensors.add(SavedTensor.of(name, dataset, file));
    }
    return tensors;
  }

  /**
   * A list of names, which Keras splits over numbered attributes where it is above 64,512 bytes.
   */
  private List<String> names(Node node, String attribute) throws IOException {
    Attribute whole = node.getAttribute(attribute);
    if (whole != null) {
      return strings(whole);
    }
    List<String> names = new ArrayList<>();
    for (int part = 0; node.getAttribute(attribute + part) != null; part++) {
      names.addAll(strings(node.getAttribute(attribute + part)));
    }
    return names;
  }

  private List<String> strings(Attribute attribute) throws IOException {
    // an empty list is written as zero float64 numbers
    Object data = attribute.getSize() == 0 ? new String[0] : attribute.getData();
    if (data instanceof String name) {
      return List.of(name);
    }
    if (data instanceof String[] names) {
      return Arrays.asList(names);
    }
    throw new IOException(
        "%s: attribute %s is not a list of names: the file is damaged or not by Keras"
            .formatted(file, Wording.printable(attribute.getName())));
  }

  private IOException missing(String kind, String path) {
    return new IOException(
        "%s names %s but has no such %s: the file is damaged; fetch or copy it again"
            .formatted(file, Wording.printable(path), kind));
  }
}
