package io.convbench.suites.weights;

import io.jhdf.api.Dataset;
import io.jhdf.dataset.DatasetBase;
import io.jhdf.object.datatype.OrderedDataType;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;

/**
 * One tensor in a weight file; its values stay there until they are read.
 *
 * @param name the dataset's path inside its layer, e.g. {@code conv1/kernel:0}
 * @param dimensions row-major; empty for a scalar
 * @param dataset where the values are
 * @param file the file, for messages
 */
record SavedTensor(String name, List<Integer> dimensions, Dataset dataset, Path file) {

  static SavedTensor of(String name, Dataset dataset, Path file) {
    List<Integer> dimensions = Arrays.stream(dataset.getDimensions()).boxed().toList();
    return new SavedTensor(name, dimensions, dataset, file);
  }

  /** The same in a layer that is in a group of another. */
  SavedTensor within(String group) {
    return new SavedTensor(group + "/" + name, dimensions, dataset, file);
  }

  /** The last part of the name without TensorFlow's output number: {@code kernel}. */
  String variable() {
    return name.substring(name.lastIndexOf('/') + 1).replaceFirst(":\\d+$", "");
  }

  /** Where the file has it, as it can be shown: {@code layers/dense/vars/0}. */
  String path() {
    return Wording.printablePath(dataset.getPath().substring(1));
  }

  /** Dimensions as shapes are written, e.g. {@code 3x3x8x16}. */
  String shape() {
    return dimensions.isEmpty()
        ? "scalar"
        : dimensions.stream().map(String::valueOf).collect(Collectors.joining("x"));
  }

  /**
   * The values as float32, rounded where the file has more bits.
   *
   * @throws IOException when they cannot be read, are not numbers or are stored in a way that is
   *     not read
   */
  float[] read() throws IOException {
    return Hdf5Access.reading(file, path() + ": ", this::floats);
  }

  private float[] floats() throws IOException {
    DatasetBase stored = (DatasetBase) dataset;
    try {
      DatasetBytes.requireOwnDatatype(stored);
      NumberType type = NumberType.of(stored.getDataType());
      return type.floats(DatasetBytes.of(stored), (OrderedDataType) stored.getDataType());
    } catch (UnreadableDataset e) {
      throw new IOException("%s holds %s %s".formatted(file, path(), e.getMessage()), e);
    }
  }
}
