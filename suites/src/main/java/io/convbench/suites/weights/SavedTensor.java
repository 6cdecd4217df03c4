package io.convbench.suites.weights;

import io.jhdf.api.Dataset;
import java.io.IOException;
import java.lang.reflect.Array;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;

/**
 * One tensor in a weight file; its values stay there until they are read.
 *
 * @param name the dataset's path inside its layer, e.g. {@code conv1/kernel:0}
 * @param dimensions row-major; empty for a scalar
 * @param dataset where the values lie
 * @param file the file, for messages
 */
record SavedTensor(String name, List<Integer> dimensions, Dataset dataset, Path file) {

  static SavedTensor of(String name, Dataset dataset, Path file) {
    List<Integer> dimensions = Arrays.stream(dataset.getDimensions()).boxed().toList();
    return new SavedTensor(name, dimensions, dataset, file);
  }

  /** The last part of the name without TensorFlow's output number: {@code kernel}. */
  String variable() {
    return name.substring(name.lastIndexOf('/') + 1).replaceFirst(":\\d+$", "");
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
   * @throws IOException when they cannot be read or are no numbers
   */
  float[] read() throws IOException {
    return Hdf5Access.reading(file, this::floats);
  }

  private float[] floats() throws IOException {
    Object flat = dataset.getDataFlat();
    if (flat instanceof float[] floats) {
      return floats;
    }
    Class<?> element = flat.getClass().getComponentType();
    if (element == null || !element.isPrimitive()) {
      throw notReadable(dataset.getJavaType().getSimpleName());
    }
    float[] floats = new float[Array.getLength(flat)];
    for (int i = 0; i < floats.length; i++) {
      floats[i] = (float) Array.getDouble(flat, i);
    }
    return floats;
  }

  private IOException notReadable(String type) {
    return new IOException(
        "%s holds %s as %s: save the weights as float32".formatted(file, name, type));
  }
}
